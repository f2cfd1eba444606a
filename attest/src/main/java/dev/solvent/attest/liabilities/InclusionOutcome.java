package dev.solvent.attest.liabilities;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.Verdict.Accepted;
import java.util.List;

/**
 * The outcome of {@code liabilities.inclusion}, with what it rests on. Whoever shows it shows the
 * account id: a proof for another id shows nothing to this customer.
 */
public sealed interface InclusionOutcome {
  /** Whose balances these are. */
  AccountId account();

  /** Every position of the proof, in its order. */
  List<Position> positions();

  /**
   * The attested assets in which the proof has no position: nothing is counted there for this
   * account.
   */
  List<Asset> notCounted();

  /** One position and what its check said; the balance is counted only where it was accepted. */
  record Position(InclusionProof proof, Verdict verdict) {
    public boolean isCounted() {
      return verdict instanceof Accepted;
    }
  }

  /** Every position is counted, and every expected balance is the one that is. */
  record Passed(AccountId account, List<Position> positions, List<Asset> notCounted)
      implements InclusionOutcome {
    public Passed {
      positions = List.copyOf(positions);
      notCounted = List.copyOf(notCounted);
      if (positions.isEmpty() || !positions.stream().allMatch(Position::isCounted)) {
        throw new IllegalArgumentException("passed without every position counted");
      }
    }
  }

  /** At least one thing is not as it must be. */
  record Failed(
      AccountId account, List<Position> positions, List<Asset> notCounted, List<Failure> failures)
      implements InclusionOutcome {
    public Failed {
      positions = List.copyOf(positions);
      notCounted = List.copyOf(notCounted);
      failures = List.copyOf(failures);
      if (failures.isEmpty()) {
        throw new IllegalArgumentException("failed without a failure");
      }
    }
  }

  /** What failed, found and wanted in one sentence. */
  record Failure(Reason reason, String detail) {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** The proof is of another issuer than the manifest. */
    OTHER_ISSUER,
    /** The proof is of another epoch than the manifest. */
    OTHER_EPOCH,
    /** A position is not shown to be counted; its verdict says why. */
    POSITION_REJECTED,
    /** Another balance stands in the proof than the one expected. */
    OTHER_BALANCE,
    /** A balance is expected in an asset in which the proof has no position. */
    NO_POSITION
  }
}
