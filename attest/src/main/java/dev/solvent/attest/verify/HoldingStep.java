package dev.solvent.attest.verify;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.verify.Judged.Counts;
import dev.solvent.merkle.Hash;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Establishes what stands behind each holding; what is declared is believed nowhere. */
final class HoldingStep {
  private final ReservesManifest manifest;
  private final Evidence evidence;
  private final AssuranceCheck assurance;
  private final Observers observers;
  private final Function<AccountRef, Expectation> expectation;

  /** What shows that an account is the exchange's: one file, whatever the account holds. */
  private record Signed(AccountRef account, Hash file) {}

  private final Map<Signed, Optional<String>> refusals = new ConcurrentHashMap<>();

  /**
   * @param expectation what a signature of ownership of this account has to be over
   */
  HoldingStep(
      ReservesManifest manifest,
      Evidence evidence,
      AssuranceCheck assurance,
      Observers observers,
      Function<AccountRef, Expectation> expectation) {
    this.manifest = manifest;
    this.evidence = evidence;
    this.assurance = assurance;
    this.observers = observers;
    this.expectation = expectation;
  }

  /** Every holding by itself, on all processors; then that none is made of what another is. */
  List<Judged> judgeAll() {
    List<Judged> judged = manifest.holdings().parallelStream().map(this::judge).toList();
    Set<Outpoint> seen = new HashSet<>();
    return judged.stream().map(each -> once(each, seen)).toList();
  }

  /** An output is counted once, whatever names it. */
  private static Judged once(Judged judged, Set<Outpoint> seen) {
    for (Outpoint output : judged.outputs()) {
      if (!seen.add(output)) {
        return judged.refused(
            judged.holding() + ": output " + output + " a second time, want it once");
      }
    }
    return judged;
  }

  private Judged judge(Holding holding) {
    PinnedBlock block = manifest.block(holding.account().chain()).orElseThrow();
    Optional<String> header = Optional.empty();
    Optional<String> balance = Optional.empty();
    List<Outpoint> outputs = List.of();
    try {
      outputs = assurance.require(holding, block);
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
        holding,
        counted ? counts(holding, block) : Counts.CLAIMED,
        header,
        balance,
        ownership,
        outputs);
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
    Signed signed = new Signed(holding.account(), holding.ownershipEvidence().orElseThrow());
    Optional<String> refusal = refusals.computeIfAbsent(signed, this::refusal);
    if (refusal.isPresent()) {
      throw new Failure(refusal.get());
    }
  }

  private Optional<String> refusal(Signed signed) {
    try {
      OwnershipProof proof = evidence.read(Optional.of(signed.file()), OwnershipProof::parse);
      return Ownership.check(proof, expectation.apply(signed.account()))
              instanceof OwnershipOutcome.Refused(var reason, var detail)
          ? Optional.of(detail)
          : Optional.empty();
    } catch (Failure e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What a level other than this says of the block is nothing. */
  static boolean restsOnHeader(Holding holding) {
    return holding.assurance() == Assurance.PROVEN;
  }
}
