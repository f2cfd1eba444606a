package dev.solvent.attest.verify;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
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
  private final Sources sources;
  private final Function<AccountRef, Expectation> expectation;

  /** What shows that an account is the exchange's: one file, whatever the account holds. */
  private record Shown(AccountRef account, Hash file) {}

  /** What it comes to: either the signature, or why there is none. */
  private sealed interface Owner {
    record Of(Signed signed) implements Owner {}

    record Unknown(String why) implements Owner {}
  }

  private final Map<Shown, Owner> owners = new ConcurrentHashMap<>();

  /**
   * @param expectation what a signature of ownership of this account has to be over
   */
  HoldingStep(
      ReservesManifest manifest,
      Evidence evidence,
      AssuranceCheck assurance,
      Sources sources,
      Function<AccountRef, Expectation> expectation) {
    this.manifest = manifest;
    this.evidence = evidence;
    this.assurance = assurance;
    this.sources = sources;
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
    Optional<Signed> signed = Optional.empty();
    try {
      signed = signature(holding);
    } catch (Failure e) {
      ownership = Optional.of(holding + ": " + e.getMessage());
    }
    boolean reached = header.isEmpty() && balance.isEmpty();
    boolean counted = reached && signed.isPresent() && assurance.knows(holding);
    return new Judged(
        holding,
        counted ? counts(holding, block) : Counts.CLAIMED,
        header,
        balance,
        ownership,
        signed,
        sources.seenBy(block, Place.of(holding.account(), holding.asset()), holding.units()),
        outputs);
  }

  private Counts counts(Holding holding, PinnedBlock block) {
    return switch (holding.assurance()) {
      case PROVEN -> sources.confirm(block) ? Counts.COUNTED : Counts.CONDITIONAL;
      case OBSERVED -> Counts.COUNTED;
      case ATTESTED -> Counts.ATTESTED;
      case CLAIMED -> Counts.CLAIMED;
    };
  }

  /** That a contract says whose it is, is not shown to us. */
  private Optional<Signed> signature(Holding holding) throws Failure {
    evidence.requireThere(holding.ownershipEvidence());
    return switch (holding.ownership()) {
      case NONE, CONTRACT -> Optional.empty();
      case SIGNED -> Optional.of(requireSigned(holding));
    };
  }

  private Signed requireSigned(Holding holding) throws Failure {
    Shown shown = new Shown(holding.account(), holding.ownershipEvidence().orElseThrow());
    return switch (owners.computeIfAbsent(shown, this::owner)) {
      case Owner.Of(Signed signed) -> signed;
      case Owner.Unknown(String why) -> throw new Failure(why);
    };
  }

  private Owner owner(Shown shown) {
    try {
      OwnershipProof proof = evidence.read(Optional.of(shown.file()), OwnershipProof::parse);
      return switch (Ownership.check(proof, expectation.apply(shown.account()))) {
        case Signed signed -> new Owner.Of(signed);
        case OwnershipOutcome.Refused(var reason, var detail) -> new Owner.Unknown(detail);
      };
    } catch (Failure e) {
      return new Owner.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** What a level other than this says of the block is nothing. */
  static boolean restsOnHeader(Holding holding) {
    return holding.assurance() == Assurance.PROVEN;
  }
}
