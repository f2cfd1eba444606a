package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks of what is owed: the manifest that the statement names, and one customer's share. */
final class LiabilitiesStep {
  private LiabilitiesStep() {}

  /** The manifest, or a finding of why there is none to rely on. */
  record Parsed(Optional<LiabilitiesManifest> manifest, Finding finding) {}

  static Parsed manifest(Statement statement, Blobs blobs) {
    Hash digest = statement.digestOf(Subject.LIABILITIES).orElseThrow();
    Optional<Octets> bytes = blobs.find(digest);
    if (bytes.isEmpty()) {
      return failed("no file of digest " + digest + ", which the statement names");
    }
    LiabilitiesManifest manifest;
    try {
      manifest = LiabilitiesManifest.parse(bytes.get().toBytes());
    } catch (MalformedException e) {
      return failed("manifest " + e.getMessage());
    }
    if (!manifest.issuer().equals(statement.issuer())
        || !manifest.epoch().equals(statement.epoch())
        || !manifest.asOf().equals(statement.asOf())) {
      return failed(
          "manifest of "
              + manifest.issuer()
              + ", epoch "
              + manifest.epoch()
              + ", as of "
              + manifest.asOf()
              + ", want the statement's "
              + statement.issuer()
              + ", "
              + statement.epoch()
              + ", "
              + statement.asOf());
    }
    return new Parsed(
        Optional.of(manifest),
        Finding.pass(
            Check.LIABILITIES_MANIFEST,
            "the manifest that the statement names, of " + manifest.assets().size() + " assets",
            "sha256 " + digest));
  }

  private static Parsed failed(String sentence) {
    return new Parsed(Optional.empty(), Finding.fail(Check.LIABILITIES_MANIFEST, sentence));
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
