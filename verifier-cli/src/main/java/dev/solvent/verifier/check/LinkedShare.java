package dev.solvent.verifier.check;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The share in one attestation of whoever holds a link. */
final class LinkedShare {
  /** Makes the checks of one attestation with what is shown beside it. */
  @FunctionalInterface
  interface Judge {
    Report judge(Exhibits exhibits) throws IOException;
  }

  record Attestation(Located located, Reader reader, Judge judge) {}

  private final AccountLink link;
  private final ProofService service;

  LinkedShare(AccountLink link, ProofService service) {
    this.link = link;
    this.service = service;
  }

  /**
   * Nobody is told a locator before the debts are known to be those that the pinned keys signed: a
   * locator opens a balance.
   */
  Checked check(Epoch epoch, List<ExpectedBalance> expected, Attestation attestation)
      throws IOException {
    Located located = attestation.located();
    Report report = ofEpoch(epoch, attestation.judge().judge(Exhibits.NONE));
    Optional<LiabilitiesManifest> debts =
        Share.debtsHold(report) ? Share.debts(located) : Optional.empty();
    if (debts.isEmpty()) {
      return without(
          epoch,
          report,
          attestation,
          List.of(),
          notRun("no proof was asked for, since the attestation does not hold"));
    }
    List<Asset> attested = debts.get().assets().stream().map(CommittedAsset::asset).toList();
    AccountKey key = link.customerKey().accountKey(epoch);
    Optional<List<InclusionProof>> found = service.ask(debts.get(), link.accountId(), key);
    if (found.isEmpty()) {
      return without(
          epoch,
          report,
          attestation,
          List.of(),
          notRun("the exchange hands out no proofs of epoch " + epoch + ", want this account's"));
    }
    if (found.get().isEmpty()) {
      return without(
          epoch,
          report,
          attestation,
          attested,
          Finding.fail(
              Check.LIABILITIES_INCLUSION,
              "no balance of " + link.accountId() + " is counted, want at least one"));
    }
    AccountProof proof =
        new AccountProof(
            link.accountId(),
            key,
            Optional.of(located.bundle().envelope().payloadDigest()),
            Optional.empty(),
            epoch,
            debts.get().issuer(),
            found.get(),
            JsonObject.EMPTY);
    Report whole = attestation.judge().judge(Exhibits.NONE.with(new Claim(proof, expected)));
    return new Checked(whole, Share.of(proof, whole, located), located, Optional.of(proof));
  }

  private static Report ofEpoch(Epoch epoch, Report report) {
    return report.epoch().isEmpty() || report.epoch().get().equals(epoch)
        ? report
        : Checked.amended(
            report,
            Finding.fail(
                Check.STATEMENT_FORM,
                "a statement for epoch " + report.epoch().get() + ", want " + epoch));
  }

  private static Finding notRun(String sentence) {
    return Finding.notRun(Check.LIABILITIES_INCLUSION, sentence);
  }

  private Checked without(
      Epoch epoch,
      Report report,
      Attestation attestation,
      List<Asset> nothingIn,
      Finding inclusion) {
    Issuer issuer = attestation.reader().pinned().root().issuer();
    return new Checked(
        Checked.amended(report, inclusion),
        Share.none(link.accountId(), issuer, epoch, nothingIn),
        attestation.located(),
        Optional.empty());
  }
}
