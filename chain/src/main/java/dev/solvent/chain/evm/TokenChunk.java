package dev.solvent.chain.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.evm.EvmOutcome.Refused;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.Reading.Seen;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One token of which the policy knows the storage, in some accounts: one proof of all their slots,
 * and the contract's own answer for each. Where the two differ, or the contract is not the one that
 * the rule is about, nothing is proven, and the figure is settled with other nodes.
 */
record TokenChunk(List<HoldingRef> holdings, TokenRule rule, Judge judge, Settlement settlement)
    implements Chunk {
  @Override
  public List<Reading> read(EvmNode node)
      throws NodeException, MalformedException, UnreadableException {
    EvmAddress token = EvmNode.token(holdings.getFirst());
    Set<Hash> slots = new LinkedHashSet<>();
    List<RpcCall> calls = new ArrayList<>();
    for (HoldingRef holding : holdings) {
      slots.add(rule.balanceSlot(EvmNode.holder(holding)));
      calls.add(node.balanceOf(token, EvmNode.holder(holding)));
    }
    rule.implementation().ifPresent(implementation -> slots.add(implementation.slot()));
    calls.add(node.proof(token, List.copyOf(slots)));
    List<RpcAnswer> answers = node.node().ask(calls);
    ProofJson proof = ProofJson.read(EvmNode.result(calls.getLast(), answers.getLast()));
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < holdings.size(); i++) {
      BigInteger answered = EvmNode.wordOf(calls.get(i), answers.get(i));
      readings.add(reading(holdings.get(i), proof, answered));
    }
    return readings;
  }

  private Reading reading(HoldingRef holding, ProofJson proof, BigInteger answered)
      throws MalformedException, UnreadableException {
    List<Hash> slots = new ArrayList<>(List.of(rule.balanceSlot(EvmNode.holder(holding))));
    rule.implementation().ifPresent(implementation -> slots.add(implementation.slot()));
    EvmEvidence evidence = judge.evidence(holding, proof.accountNodes(), proof.slots(slots));
    return switch (judge.outcome(evidence)) {
      case IfGenuine shown when shown.units().toString().equals(answered.toString()) ->
          Judge.proven(holding, evidence, shown.units());
      case IfGenuine shown -> {
        Seen seen =
            settlement.settle(
                holding, "its slot holds " + shown.units() + ", and balanceOf says otherwise");
        yield seen.units().equals(shown.units())
            ? Judge.proven(holding, evidence, shown.units())
            : seen;
      }
      case Refused(EvmOutcome.Reason reason, String detail) ->
          switch (reason) {
            case ACCOUNT_NOT_PROVEN, SLOT_NOT_PROVEN ->
                throw new MalformedException(holding + ": " + reason + ": " + detail);
            case NO_TOKEN_RULE, OTHER_CODE, OTHER_IMPLEMENTATION, NOT_AN_AMOUNT ->
                settlement.settle(holding, detail);
          };
    };
  }
}
