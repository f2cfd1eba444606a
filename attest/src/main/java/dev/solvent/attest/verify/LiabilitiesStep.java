package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The checks of what is owed: the manifest that the statement names, and one customer's share. */
final class LiabilitiesStep {
  private LiabilitiesStep() {}

  static ManifestStep.Parsed<LiabilitiesManifest> manifest(Statement statement, Blobs blobs) {
    return ManifestStep.read(
        Check.LIABILITIES_MANIFEST,
        statement,
        Subject.LIABILITIES,
        blobs,
        LiabilitiesManifest::parse,
        manifest -> new ManifestStep.Origin(manifest.issuer(), manifest.epoch(), manifest.asOf()));
  }

  static Finding inclusion(Statement statement, LiabilitiesManifest manifest, Claim claim) {
    AccountProof proof = claim.proof();
    Hash id = statement.id();
    if (proof.attestation().isPresent() && !proof.attestation().get().equals(id)) {
      return Finding.fail(
          Check.LIABILITIES_INCLUSION,
          "account proof for the attestation " + proof.attestation().get() + ", want " + id);
    }
    return switch (LiabilitiesInclusion.check(manifest, proof, claim.expected())) {
      case InclusionOutcome.Passed passed ->
          Finding.pass(Check.LIABILITIES_INCLUSION, counted(passed), notCounted(passed));
      case InclusionOutcome.Failed failed ->
          Finding.fail(
              Check.LIABILITIES_INCLUSION,
              failed.failures().getFirst().detail(),
              failed.failures().stream()
                  .map(InclusionOutcome.Failure::detail)
                  .toArray(String[]::new));
    };
  }

  /** What an auditor computed from the audit kit is what the exchange committed to. */
  static Finding recomputed(LiabilitiesManifest manifest, List<CommittedAsset> recomputed) {
    Map<Asset, Commitment> found = new HashMap<>();
    recomputed.forEach(entry -> found.put(entry.asset(), entry.commitment()));
    for (CommittedAsset attested : manifest.assets()) {
      Commitment commitment = found.remove(attested.asset());
      if (!attested.commitment().equals(commitment)) {
        return Finding.fail(
            Check.LIABILITIES_RECOMPUTE,
            commitment == null
                ? attested.asset().ticker() + " was not recomputed, want every attested asset"
                : attested.asset().ticker()
                    + " comes to "
                    + text(commitment)
                    + ", want the attested "
                    + text(attested.commitment()));
      }
    }
    return found.isEmpty()
        ? Finding.pass(
            Check.LIABILITIES_RECOMPUTE,
            "all " + manifest.assets().size() + " trees come to what is attested")
        : Finding.fail(
            Check.LIABILITIES_RECOMPUTE, found.keySet() + " recomputed, want them attested too");
  }

  private static String text(Commitment commitment) {
    return commitment.total()
        + " units under "
        + commitment.root()
        + " of height "
        + commitment.height();
  }

  private static String counted(InclusionOutcome.Passed passed) {
    return passed.positions().stream()
        .map(position -> position.proof())
        .map(proof ->
            proof.balance().toDecimal(proof.asset().decimals()) + " " + proof.asset().ticker())
        .collect(Collectors.joining(", ", "", " of " + passed.account() + " counted"));
  }

  private static String[] notCounted(InclusionOutcome.Passed passed) {
    List<String> tickers =
        passed.notCounted().stream().map(asset -> asset.ticker().text()).toList();
    return tickers.isEmpty()
        ? new String[0]
        : new String[] {"nothing counted in " + String.join(", ", tickers)};
  }
}
