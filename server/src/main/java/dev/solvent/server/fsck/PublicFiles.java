package dev.solvent.server.fsck;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.data.TrustRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every attestation that is public: its envelope, its bundle and what they name by digest. */
final class PublicFiles {
  /**
   * What holds for ever, whatever a reader's policy and clock say. The rest was for readers to
   * judge when it was new, and is so now.
   */
  private static final Set<Check> FOR_EVER =
      EnumSet.of(
          Check.TRUST_ROOT,
          Check.LOG_CHECKPOINT,
          Check.LOG_INCLUSION,
          Check.STATEMENT_SIGNATURE,
          Check.STATEMENT_FORM,
          Check.LIABILITIES_MANIFEST,
          Check.RESERVES_MANIFEST,
          Check.RESERVES_HEADER);

  private static final int MOST_SOURCE = SolvencyPolicy.LIMITS.maxBytes();

  private final PublicFolder open;
  private final TrustRoots roots;
  private final Damages damages;

  PublicFiles(DataFolder data, TrustRoots roots, Damages damages) {
    open = data.publicFolder();
    this.roots = roots;
    this.damages = damages;
  }

  /** How many epochs are public: as the pointer says, or where it cannot, as their files do. */
  long count(DataFolder data, List<byte[]> entries) {
    try {
      Pointer pointer = LogGlance.pointer(data);
      long newest = pointer.newest().map(named -> named.epoch().number()).orElse(0L);
      if (newest <= entries.size()) {
        Optional<Statement> statement =
            newest == 0
                ? Optional.empty()
                : Optional.of(statement(entries.get(Math.toIntExact(newest - 1))));
        if (!pointer.equals(Pointer.of(roots.newest(), statement))) {
          damages.add(
              Damage.ofPublic(
                  damages.name(open.pointer()),
                  "names another attestation, log or trust root than there are"));
        }
        return newest;
      }
    } catch (DamagedException e) {
      damages.add(e.damage());
    } catch (MalformedException e) {
      return entries.size(); // which is found where that epoch is looked at
    }
    long there = 0;
    while (there < entries.size() && Files.exists(open.bundle(new Epoch(there + 1)))) {
      there++;
    }
    return there;
  }

  static Statement statement(byte[] entry) throws MalformedException {
    return Statement.parse(Envelope.parse(entry).payload());
  }

  /** One epoch's files against the log's entry. */
  void epoch(Epoch epoch, byte[] entry) {
    compareWhole(open.envelope(epoch), entry);
    Optional<Octets> bytes = damages.readPublic(open.bundle(epoch), Bundle.LIMITS.maxBytes());
    Statement statement;
    try {
      statement = statement(entry);
    } catch (MalformedException e) {
      damages.add(
          Damage.ofPublic(
              "public/log/tile/entries", "entry of epoch " + epoch + ": " + Words.of(e)));
      return;
    }
    Blobs blobs = named(statement);
    if (bytes.isEmpty()) {
      return;
    }
    try {
      Bundle bundle = Bundle.parse(bytes.get().toBytes());
      if (!Octets.of(bundle.envelope().toBytes()).equals(Octets.of(entry))) {
        damages.add(
            Damage.ofPublic(damages.name(open.bundle(epoch)), "another envelope than the log has"));
      } else {
        verify(epoch, bundle, blobs, statement);
      }
    } catch (MalformedException e) {
      damages.add(Damage.ofPublic(damages.name(open.bundle(epoch)), Words.of(e)));
    }
  }

  private void compareWhole(Path file, byte[] entry) {
    if (Files.exists(file)) {
      damages.compare(file, entry, "the log's entry", Damage.FROM_A_COPY);
    } else {
      damages.add(Damage.ofPublic(damages.name(file), "no such file, want it"));
    }
  }

  private void verify(Epoch epoch, Bundle bundle, Blobs blobs, Statement statement) {
    Report report =
        Verification.verify(
            bundle,
            Exhibits.NONE.with(blobs),
            new Reader(
                roots.roots().getFirst(), Policy.standard(), statement.asOf(), Optional.empty()));
    for (Finding finding : report.findings()) {
      if (FOR_EVER.contains(finding.check()) && finding.result() != Finding.Result.PASS) {
        damages.add(
            Damage.ofPublic(
                damages.name(open.bundle(epoch)),
                finding.check().id() + ": " + finding.sentence()));
      }
    }
  }

  /** What a statement, its reserves and its solvency report name by digest has to be there. */
  private Blobs named(Statement statement) {
    List<Octets> contents = new ArrayList<>();
    statement
        .digestOf(Subject.LIABILITIES)
        .flatMap(digest -> blob(digest, 1 << 30))
        .ifPresent(contents::add);
    Optional<Octets> held =
        statement
            .digestOf(Subject.RESERVES)
            .flatMap(digest -> blob(digest, ReservesManifest.LIMITS.maxBytes()));
    held.ifPresent(contents::add);
    try {
      if (held.isPresent()) {
        for (Hash digest : evidence(ReservesManifest.parse(held.get().toBytes()))) {
          blob(digest, 1 << 30).ifPresent(contents::add);
        }
      }
      Optional<Octets> report =
          statement
              .digestOf(Subject.SOLVENCY)
              .flatMap(digest -> blob(digest, SolvencyReport.LIMITS.maxBytes()));
      report.ifPresent(contents::add);
      if (report.isPresent()) {
        ReportSources sources = ReportSources.of(report.get().toBytes());
        for (Hash digest : sources.toRead()) {
          blob(digest, MOST_SOURCE).ifPresent(contents::add);
        }
        blob(sources.announces(), MOST_SOURCE);
      }
    } catch (MalformedException e) {
      return Blobs.of(contents); // which the bundle's own verification finds
    }
    return Blobs.of(contents);
  }

  private Optional<Octets> blob(Hash digest, int most) {
    return damages.readPublic(open.blob(digest.toString()), most);
  }

  static Set<Hash> evidence(ReservesManifest manifest) {
    Set<Hash> digests = new LinkedHashSet<>();
    for (Holding holding : manifest.holdings()) {
      holding.evidence().ifPresent(digests::add);
      holding.ownershipEvidence().ifPresent(digests::add);
    }
    return digests;
  }
}
