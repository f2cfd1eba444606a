package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.evm.StorageProof;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading.Proven;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nodes show, judged as a stranger will judge it. Any thread. */
final class Judge {
  private final BlockHeader header;
  private final Map<AssetRef.Decoded, TokenRule> rules;
  private final EvmHolding check;

  Judge(Header pin, Map<AssetRef.Decoded, TokenRule> rules) throws MalformedException {
    this.header = BlockHeader.parse(pin.bytes().toBytes());
    this.rules = Map.copyOf(rules);
    this.check = new EvmHolding(rules);
  }

  Optional<TokenRule> rule(HoldingRef holding) {
    return Optional.ofNullable(rules.get(holding.asset().decoded()));
  }

  EvmEvidence evidence(HoldingRef holding, List<Octets> nodes, List<StorageProof> storage) {
    return new EvmEvidence(holding.account(), holding.asset(), header, nodes, storage);
  }

  static Proven proven(HoldingRef holding, EvmEvidence evidence, Amount units) {
    return new Proven(holding, units, Octets.of(evidence.toBytes()));
  }

  EvmOutcome outcome(EvmEvidence evidence) {
    return check.check(evidence);
  }

  /** Where anything but a proof is the node's fault. */
  Proven proven(HoldingRef holding, EvmEvidence evidence) throws MalformedException {
    return switch (outcome(evidence)) {
      case EvmOutcome.IfGenuine shown -> proven(holding, evidence, shown.units());
      case EvmOutcome.Refused(EvmOutcome.Reason reason, String detail) ->
          throw new MalformedException(holding + ": " + reason + ": " + detail);
    };
  }
}
