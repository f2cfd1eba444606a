package dev.solvent.verifier.check;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Located;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks an account proof or a receipt against its attestation. */
final class FileCheck {
  private final ReaderOptions options;
  private final Optional<String> attestation;
  private final Optional<Path> receipt;
  private final List<ExpectedBalance> expected;

  FileCheck(
      ReaderOptions options,
      Optional<String> attestation,
      Optional<Path> receipt,
      List<ExpectedBalance> expected) {
    this.options = options;
    this.attestation = attestation;
    this.receipt = receipt;
    this.expected = expected;
  }

  Checked check(Given.OfOneEpoch given) throws IOException {
    Optional<Envelope> signed = signed(given);
    Examination examination = Examination.of(options, locate(given));
    Located located = examination.located();
    Exhibits exhibits = Exhibits.NONE;
    if (signed.isPresent()) {
      exhibits = exhibits.withReceipt(signed.get());
    }
    Optional<AccountProof> proof = given.proof();
    if (proof.isPresent()) {
      exhibits = exhibits.with(new Claim(proof.get(), expected));
    }
    Report report = examination.report(exhibits);
    return proof.isPresent()
        ? new Checked(report, Share.of(proof.get(), report, located), located, proof)
        : nothingOwed((Given.Signed) given, report, located);
  }

  private Optional<Envelope> signed(Given.OfOneEpoch given) throws IOException {
    if (!(given instanceof Given.Signed own)) {
      return receipt.isEmpty() ? Optional.empty() : Optional.of(read(receipt.get()));
    }
    if (receipt.isPresent()) {
      throw new UserError(
          "--receipt beside a receipt, want one of them", "name the account proof instead");
    }
    return Optional.of(own.envelope());
  }

  private static Envelope read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Envelope.parse(in.readNBytes(Envelope.MAX_UNLOGGED_BYTES + 1));
    } catch (MalformedException e) {
      throw new Malformed(file.toString(), e, "");
    }
  }

  /** Where a receipt says that nothing is owed, there is no leaf to look for. */
  private Checked nothingOwed(Given.Signed given, Report report, Located located) {
    Optional<Finding> missed =
        expected.stream()
            .filter(balance -> balance.coins().signum() != 0)
            .findFirst()
            .map(balance ->
                Finding.fail(
                    Check.LIABILITIES_INCLUSION,
                    balance.asset() + ": no position, want " + balance));
    Report found = missed.map(finding -> Checked.amended(report, finding)).orElse(report);
    Share share =
        Share.none(given.account(), given.issuer(), given.epoch(), given.receipt().zeros());
    return new Checked(found, share, located, Optional.empty());
  }

  private Located locate(Given.OfOneEpoch given) throws IOException {
    if (attestation.isPresent()) {
      return named(attestation.get(), given.epoch());
    }
    Optional<AccountProof> bringing = given.proof().filter(proof -> proof.bundle().isPresent());
    if (bringing.isPresent()) {
      return Located.inside(given.file(), given.name(), bringing.get().bundle().orElseThrow());
    }
    if (given.file().isPresent()) {
      String bundle = PublishedPath.bundle(given.epoch());
      Path name = Path.of(bundle).getFileName();
      for (Path beside : List.of(Path.of(bundle), name)) {
        Path candidate = given.file().get().toAbsolutePath().resolveSibling(beside);
        if (Files.isRegularFile(candidate)) {
          return Located.find(candidate.toString(), Optional.empty());
        }
      }
    }
    throw new UserError(
        given.name() + ": brings no attestation, and none lies beside it",
        "--attestation names the bundle of epoch " + given.epoch() + ", or the exchange's address");
  }

  /** A bundle, or a publication, of which the epoch is the one in hand. */
  private static Located named(String name, Epoch epoch) throws IOException {
    boolean bundle = Site.isUrl(name) ? name.endsWith(".json") : !Files.isDirectory(Path.of(name));
    return Located.find(name, bundle ? Optional.empty() : Optional.of(epoch));
  }
}
