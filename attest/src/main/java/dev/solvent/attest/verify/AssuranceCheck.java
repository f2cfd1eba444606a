package dev.solvent.attest.verify;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Amount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a holding reaches the assurance that it declares, by its evidence and the reader's
 * sources. Any thread.
 */
final class AssuranceCheck {
  private final Statement statement;
  private final Evidence evidence;
  private final Sources sources;
  private final Map<AssetRef.Decoded, KnownAsset> known = new HashMap<>();
  private final EvmHolding evm;
  private final List<VerifyingKey> custodians;

  AssuranceCheck(Policy policy, Statement statement, Evidence evidence, Sources sources) {
    this.statement = statement;
    this.evidence = evidence;
    this.sources = sources;
    policy.assets().forEach(asset -> known.put(asset.asset().decoded(), asset));
    evm = new EvmHolding(policy.tokenRules());
    custodians = policy.custodians().stream().map(NamedKey::key).toList();
  }

  boolean knows(Holding holding) {
    return known.containsKey(holding.asset().decoded());
  }

  /** The outputs that the holding is made of, on a chain where outputs are held. */
  List<Outpoint> require(Holding holding, PinnedBlock block) throws Failure {
    evidence.requireThere(holding.evidence());
    requireKnownAs(holding);
    switch (holding.assurance()) {
      case PROVEN -> {
        requireProof(holding, block);
        requireNotDenied(holding, block);
      }
      case OBSERVED -> {
        List<Outpoint> outputs =
            holding.account().chain().isEvm() ? List.of() : outputs(holding, block);
        requireSeen(holding, block);
        return outputs;
      }
      case ATTESTED -> requireCustodian(holding);
      case CLAIMED -> {
        // nothing is declared that could be missed
      }
    }
    return List.of();
  }

  /** An asset that the reader does not know is no failure: it counts as claimed. */
  private void requireKnownAs(Holding holding) throws Failure {
    KnownAsset asset = known.get(holding.asset().decoded());
    if (asset != null && !asset.covers().equals(holding.countsAs())) {
      throw new Failure(
          "counts as "
              + holding.countsAs().ticker()
              + " with "
              + holding.countsAs().decimals()
              + " decimals, want "
              + asset.covers().ticker()
              + " with "
              + asset.covers().decimals());
    }
  }

  private void requireProof(Holding holding, PinnedBlock block) throws Failure {
    EvmEvidence proof = evidence.read(holding.evidence(), EvmEvidence::parse);
    switch (evm.check(proof)) {
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
        if (!Place.of(shown.account(), shown.asset()).equals(place(holding))) {
          throw new Failure("evidence of " + shown.asset() + " in " + shown.account());
        }
        if (!shown.units().equals(holding.units())) {
          throw new Failure("proven units " + shown.units() + ", declared " + holding.units());
        }
      }
    }
  }

  private void requireSeen(Holding holding, PinnedBlock block) throws Failure {
    Amount units = holding.units();
    Optional<String> denial = sources.deny(block, place(holding), units);
    if (denial.isPresent()) {
      throw new Failure(denial.get());
    }
    if (!sources.confirm(block, place(holding), units)) {
      throw new Failure(
          sources.seenBy(block, place(holding), units).observers().size()
              + " of the reader's observers saw "
              + units
              + ", want "
              + sources.quorum());
    }
  }

  /** A proof needs nobody's word, and does not outweigh what the reader's own nodes show. */
  private void requireNotDenied(Holding holding, PinnedBlock block) throws Failure {
    Optional<String> denial = sources.denyOwn(block, place(holding), holding.units());
    if (denial.isPresent()) {
      throw new Failure(denial.get());
    }
  }

  /** Bitcoin holdings are listed output by output. */
  private List<Outpoint> outputs(Holding holding, PinnedBlock block) throws Failure {
    if (holding.evidence().isEmpty()) {
      throw new Failure("its outputs are not listed, want evidence that does");
    }
    UtxoEvidence listed = evidence.read(holding.evidence(), UtxoEvidence::parse);
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
    return listed.outputs().stream().map(UtxoEvidence.Output::outpoint).toList();
  }

  private void requireCustodian(Holding holding) throws Failure {
    Envelope envelope = evidence.read(holding.evidence(), Envelope::parse);
    boolean signed =
        envelope.payloadType().equals(CustodianStatement.PAYLOAD_TYPE)
            && envelope.verify(custodians, 1) instanceof SignedBy.Enough;
    if (!signed) {
      throw new Failure("no custodian of the reader's policy signed it");
    }
    CustodianStatement stated = Evidence.parse(envelope.payload(), CustodianStatement::parse);
    boolean same =
        stated.issuer().equals(statement.issuer())
            && stated.epoch().equals(statement.epoch())
            && stated.asOf().equals(statement.asOf())
            && stated.holding().place().equals(place(holding))
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

  private static Place place(Holding holding) {
    return Place.of(holding.account(), holding.asset());
  }
}
