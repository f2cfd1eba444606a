package dev.solvent.attest.verify;

import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.verify.Judged.Counts;
import java.util.Optional;
import java.util.function.Function;

/**
 * Establishes of one holding at a time what stands behind it; what is declared is believed nowhere.
 */
final class HoldingStep {
  private final ReservesManifest manifest;
  private final Evidence evidence;
  private final AssuranceCheck assurance;
  private final Observers observers;
  private final Function<Holding, Expectation> expectation;

  /**
   * @param expectation what a signature of ownership for this holding has to be over
   */
  HoldingStep(
      ReservesManifest manifest,
      Evidence evidence,
      AssuranceCheck assurance,
      Observers observers,
      Function<Holding, Expectation> expectation) {
    this.manifest = manifest;
    this.evidence = evidence;
    this.assurance = assurance;
    this.observers = observers;
    this.expectation = expectation;
  }

  Judged judge(Holding holding) {
    PinnedBlock block = manifest.block(holding.account().chain()).orElseThrow();
    Optional<String> header = Optional.empty();
    Optional<String> balance = Optional.empty();
    try {
      assurance.require(holding, block);
    } catch (Failure e) {
      Optional<String> sentence = Optional.of(holding + ": " + e.getMessage());
      header = e.ofHeader() ? sentence : header;
      balance = e.ofHeader() ? balance : sentence;
    }
    Optional<String> ownership = Optional.empty();
    boolean owned = false;
    try {
      owned = isOwned(holding);
    } catch (Failure e) {
      ownership = Optional.of(holding + ": " + e.getMessage());
    }
    boolean reached = header.isEmpty() && balance.isEmpty();
    boolean counted = reached && owned && assurance.knows(holding);
    return new Judged(
        holding, counted ? counts(holding, block) : Counts.CLAIMED, header, balance, ownership);
  }

  private Counts counts(Holding holding, PinnedBlock block) {
    return switch (holding.assurance()) {
      case PROVEN -> observers.confirm(block) ? Counts.COUNTED : Counts.CONDITIONAL;
      case OBSERVED -> Counts.COUNTED;
      case ATTESTED -> Counts.ATTESTED;
      case CLAIMED -> Counts.CLAIMED;
    };
  }

  /** That a contract says whose it is, is not shown to us. */
  private boolean isOwned(Holding holding) throws Failure {
    evidence.requireThere(holding.ownershipEvidence());
    return switch (holding.ownership()) {
      case NONE, CONTRACT -> false;
      case SIGNED -> {
        requireSigned(holding);
        yield true;
      }
    };
  }

  private void requireSigned(Holding holding) throws Failure {
    OwnershipProof proof = evidence.read(holding.ownershipEvidence(), OwnershipProof::parse);
    if (Ownership.check(proof, expectation.apply(holding))
        instanceof OwnershipOutcome.Refused(var reason, var detail)) {
      throw new Failure(detail);
    }
  }

  /** What a level other than this says of the block is nothing. */
  static boolean restsOnHeader(Holding holding) {
    return holding.assurance() == Assurance.PROVEN;
  }
}
