package dev.solvent.attest.liabilities;

import dev.solvent.attest.liabilities.InclusionOutcome.Failed;
import dev.solvent.attest.liabilities.InclusionOutcome.Failure;
import dev.solvent.attest.liabilities.InclusionOutcome.Passed;
import dev.solvent.attest.liabilities.InclusionOutcome.Position;
import dev.solvent.attest.liabilities.InclusionOutcome.Reason;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.InclusionCheck;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The check {@code liabilities.inclusion}, in the numbered steps of {@code
 * docs/spec/account-proof.md}. Without state: any thread.
 *
 * <p>The manifest must be the attested one: issuer, epoch, decimals, height, root and total come
 * from it alone, and what the customer's own file says differently is a failure. The attestation
 * that the proof names is compared where the statement is at hand, not here.
 */
public final class LiabilitiesInclusion {
  private LiabilitiesInclusion() {}

  public static InclusionOutcome check(
      LiabilitiesManifest attested, AccountProof proof, List<ExpectedBalance> expected) {
    List<Failure> failures = new ArrayList<>();
    // 1. The proof is of the manifest's issuer and epoch.
    compareOrigin(attested, proof, failures);
    // 2. Each position is counted in the attested tree of its asset.
    List<Position> positions = checkPositions(attested, proof, failures);
    // 3. What is attested and has no position is named.
    List<Asset> notCounted = withoutPosition(attested, proof);
    // 4. What the customer expects is what is counted.
    compareExpected(attested, proof, expected, failures);

    return failures.isEmpty()
        ? new Passed(proof.accountId(), positions, notCounted)
        : new Failed(proof.accountId(), positions, notCounted, failures);
  }

  private static void compareOrigin(
      LiabilitiesManifest attested, AccountProof proof, List<Failure> failures) {
    if (!proof.issuer().equals(attested.issuer())) {
      failures.add(
          failure(Reason.OTHER_ISSUER, "issuer " + proof.issuer(), attested.issuer().domain()));
    }
    if (!proof.epoch().equals(attested.epoch())) {
      failures.add(
          failure(Reason.OTHER_EPOCH, "epoch " + proof.epoch(), attested.epoch().toString()));
    }
  }

  private static List<Position> checkPositions(
      LiabilitiesManifest attested, AccountProof proof, List<Failure> failures) {
    List<Position> positions = new ArrayList<>();
    for (InclusionProof claim : proof.positions()) {
      Optional<CommittedTree> tree = attested.tree(claim.asset().ticker());
      Verdict verdict =
          tree.isPresent()
              ? InclusionCheck.check(tree.get(), proof.accountKey(), proof.accountId(), claim)
              : notAttested(attested, claim);
      if (verdict instanceof Rejected rejected) {
        String detail = claim.asset().ticker() + ": " + rejected.detail();
        failures.add(new Failure(Reason.POSITION_REJECTED, detail));
      }
      positions.add(new Position(claim, verdict));
    }
    return positions;
  }

  private static Verdict notAttested(LiabilitiesManifest attested, InclusionProof claim) {
    return new Rejected(
        Verdict.Reason.ASSET_NOT_ATTESTED,
        "asset "
            + claim.asset().ticker()
            + ", want one of the "
            + attested.assets().size()
            + " in the manifest");
  }

  private static List<Asset> withoutPosition(LiabilitiesManifest attested, AccountProof proof) {
    return attested.assets().stream()
        .map(CommittedAsset::asset)
        .filter(asset -> position(proof, asset.ticker()).isEmpty())
        .toList();
  }

  private static void compareExpected(
      LiabilitiesManifest attested,
      AccountProof proof,
      List<ExpectedBalance> expected,
      List<Failure> failures) {
    for (ExpectedBalance balance : expected) {
      Optional<CommittedTree> tree = attested.tree(balance.asset());
      Optional<InclusionProof> claim = position(proof, balance.asset());
      if (tree.isEmpty() || claim.isEmpty()) {
        if (balance.coins().signum() != 0) {
          String found = tree.isEmpty() ? "asset not in the manifest" : "no position";
          failures.add(
              failure(Reason.NO_POSITION, balance.asset() + ": " + found, balance.toString()));
        }
        continue;
      }
      int decimals = tree.get().asset().decimals();
      if (!balance.matches(claim.get().balance(), decimals)) {
        String found = balance.asset() + "=" + claim.get().balance().toDecimal(decimals);
        failures.add(failure(Reason.OTHER_BALANCE, found, balance.toString()));
      }
    }
  }

  private static Optional<InclusionProof> position(AccountProof proof, Ticker ticker) {
    return proof.positions().stream()
        .filter(claim -> claim.asset().ticker().equals(ticker))
        .findAny();
  }

  private static Failure failure(Reason reason, String found, String wanted) {
    return new Failure(reason, found + ", want " + wanted);
  }
}
