package dev.solvent.attest.verify;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.verify.Judged.Counts;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Establishes of one holding at a time what stands behind it; what is declared is believed nowhere.
 */
final class HoldingStep {
  private final Reader reader;
  private final Statement statement;
  private final ReservesManifest manifest;
  private final Blobs blobs;
  private final Observers observers;
  private final Set<CheckpointRef> checkpoints;

  /** Of every holding judged so far: an output is counted once, whatever names it. */
  private final Set<Outpoint> outpoints = new HashSet<>();

  HoldingStep(
      Reader reader,
      Statement statement,
      ReservesManifest manifest,
      Blobs blobs,
      Observers observers,
      Set<CheckpointRef> checkpoints) {
    this.reader = reader;
    this.statement = statement;
    this.manifest = manifest;
    this.blobs = blobs;
    this.observers = observers;
    this.checkpoints = checkpoints;
  }

  /** Ends a check at its first failure; it never leaves this class. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean ofHeader;

    Failure(String sentence) {
      this(sentence, false);
    }

    Failure(String sentence, boolean ofHeader) {
      super(sentence);
      this.ofHeader = ofHeader;
    }
  }

  Judged judge(Holding holding) {
    PinnedBlock block = manifest.block(holding.account().chain()).orElseThrow();
    Optional<String> header = Optional.empty();
    Optional<String> balance = Optional.empty();
    try {
      requireThere(holding.evidence());
      requireKnownAs(holding);
      requireAssurance(holding, block);
    } catch (Failure e) {
      Optional<String> sentence = Optional.of(holding + ": " + e.getMessage());
      header = e.ofHeader ? sentence : header;
      balance = e.ofHeader ? balance : sentence;
    }
    Optional<String> ownership = Optional.empty();
    boolean owned = false;
    try {
      requireThere(holding.ownershipEvidence());
      owned = isOwned(holding);
    } catch (Failure e) {
      ownership = Optional.of(holding + ": " + e.getMessage());
    }
    boolean reached = header.isEmpty() && balance.isEmpty();
    boolean known = reader.policy().known(holding.asset()).isPresent();
    Counts counts = reached && owned && known ? counts(holding, block) : Counts.CLAIMED;
    return new Judged(holding, counts, header, balance, ownership);
  }

  private Counts counts(Holding holding, PinnedBlock block) {
    return switch (holding.assurance()) {
      case PROVEN -> observers.confirm(block) ? Counts.COUNTED : Counts.CONDITIONAL;
      case OBSERVED -> Counts.COUNTED;
      case ATTESTED -> Counts.ATTESTED;
      case CLAIMED -> Counts.CLAIMED;
    };
  }

  /** An asset that the reader does not know is no failure: it counts as claimed. */
  private void requireKnownAs(Holding holding) throws Failure {
    Optional<KnownAsset> known = reader.policy().known(holding.asset());
    if (known.isPresent() && !known.get().covers().equals(holding.countsAs())) {
      throw new Failure(
          "counts as "
              + holding.countsAs().ticker()
              + " with "
              + holding.countsAs().decimals()
              + " decimals, want "
              + known.get().covers().ticker()
              + " with "
              + known.get().covers().decimals());
    }
  }

  private void requireAssurance(Holding holding, PinnedBlock block) throws Failure {
    switch (holding.assurance()) {
      case PROVEN -> requireProof(holding, block);
      case OBSERVED -> requireObservers(holding, block);
      case ATTESTED -> requireCustodian(holding);
      case CLAIMED -> {
        // nothing is declared that could be missed
      }
    }
  }

  private void requireProof(Holding holding, PinnedBlock block) throws Failure {
    EvmEvidence evidence = parse(blob(holding.evidence()), EvmEvidence::parse);
    switch (EvmHolding.check(evidence, reader.tokens())) {
      case EvmOutcome.Refused(var reason, var detail) -> throw new Failure(detail);
      case EvmOutcome.IfGenuine shown -> {
        boolean same =
            shown.block().equals(block.block().ref())
                && shown.number() == block.block().number()
                && shown.time().equals(block.time());
        if (!same) {
          throw new Failure(
              "evidence from block "
                  + shown.number()
                  + ", "
                  + shown.block().hashText()
                  + " of "
                  + shown.time()
                  + ", want "
                  + block.block()
                  + " of "
                  + block.time(),
              true);
        }
        if (!shown.account().decoded().equals(holding.account().decoded())
            || !shown.asset().decoded().equals(holding.asset().decoded())) {
          throw new Failure("evidence of " + shown.asset() + " in " + shown.account());
        }
        if (!shown.units().equals(holding.units())) {
          throw new Failure("proven units " + shown.units() + ", declared " + holding.units());
        }
      }
    }
  }

  private void requireObservers(Holding holding, PinnedBlock block) throws Failure {
    if (!holding.account().chain().isEvm()) {
      requireOutputs(holding, block);
    }
    long saw = observers.saw(block, seen(holding));
    if (saw < observers.quorum()) {
      throw new Failure(
          saw
              + " of the reader's observers saw "
              + holding.units()
              + ", want "
              + observers.quorum());
    }
  }

  /** Bitcoin holdings are listed output by output, and an output is counted once. */
  private void requireOutputs(Holding holding, PinnedBlock block) throws Failure {
    if (holding.evidence().isEmpty()) {
      throw new Failure("its outputs are not listed, want evidence that does");
    }
    UtxoEvidence listed = parse(blob(holding.evidence()), UtxoEvidence::parse);
    if (!listed.block().equals(block.block().ref())
        || !listed.account().decoded().equals(holding.account().decoded())
        || !listed.units().equals(holding.units())) {
      throw new Failure(
          "outputs of "
              + listed.units()
              + " in "
              + listed.account()
              + " at "
              + listed.block()
              + ", want the holding's");
    }
    for (UtxoEvidence.Output output : listed.outputs()) {
      if (!outpoints.add(output.outpoint())) {
        throw new Failure("output " + output.outpoint() + " a second time, want it once");
      }
    }
  }

  private void requireCustodian(Holding holding) throws Failure {
    Envelope envelope = parse(blob(holding.evidence()), Envelope::parse);
    List<NamedKey> custodians = reader.policy().custodians();
    boolean signed =
        envelope.payloadType().equals(CustodianStatement.PAYLOAD_TYPE)
            && envelope.verify(custodians.stream().map(NamedKey::key).toList(), 1)
                instanceof SignedBy.Enough;
    if (!signed) {
      throw new Failure("no custodian of the reader's policy signed it");
    }
    CustodianStatement stated = parse(Octets.of(envelope.payload()), CustodianStatement::parse);
    boolean same =
        stated.issuer().equals(statement.issuer())
            && stated.epoch().equals(statement.epoch())
            && stated.asOf().equals(statement.asOf())
            && stated.holding().account().decoded().equals(holding.account().decoded())
            && stated.holding().asset().decoded().equals(holding.asset().decoded())
            && stated.holding().units().equals(holding.units());
    if (!same) {
      throw new Failure(
          "the custodian signed "
              + stated.holding()
              + " for "
              + stated.issuer()
              + ", epoch "
              + stated.epoch()
              + ", want this holding of this statement");
    }
  }

  private boolean isOwned(Holding holding) throws Failure {
    if (holding.ownership() != dev.solvent.attest.reserves.Ownership.SIGNED) {
      return false; // that a contract says so is not shown to us
    }
    OwnershipProof proof = parse(blob(holding.ownershipEvidence()), OwnershipProof::parse);
    Expectation expected =
        new Expectation(
            statement.issuer(),
            statement.logOrigin(),
            holding.account(),
            checkpoints,
            observers.blocks(),
            reader.now(),
            reader.policy().limits().ownershipAge(),
            reader.safes());
    return switch (Ownership.check(proof, expected)) {
      case OwnershipOutcome.Signed signed -> true;
      case OwnershipOutcome.Refused(var reason, var detail) -> throw new Failure(detail);
    };
  }

  private static ObservedHolding seen(Holding holding) {
    return new ObservedHolding(holding.account(), holding.asset(), holding.units());
  }

  /** Whatever is declared: what a signed file names is never absent. */
  private void requireThere(Optional<Hash> digest) throws Failure {
    if (digest.isPresent()) {
      blob(digest);
    }
  }

  private Octets blob(Optional<Hash> digest) throws Failure {
    Hash named = digest.orElseThrow();
    return blobs
        .find(named)
        .orElseThrow(
            () -> new Failure("no file of digest " + named + ", which the manifest names"));
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  private static <T> T parse(Octets bytes, Parser<T> parser) throws Failure {
    try {
      return parser.parse(bytes.toBytes());
    } catch (MalformedException e) {
      throw new Failure("evidence " + e.getMessage());
    }
  }

  /** What a level other than this says of the block is nothing. */
  static boolean restsOnHeader(Holding holding) {
    return holding.assurance() == Assurance.PROVEN;
  }
}
