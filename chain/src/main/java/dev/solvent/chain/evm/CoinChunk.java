package dev.solvent.chain.evm;

import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** The chain's own coin in some accounts: an account proof each. */
record CoinChunk(List<HoldingRef> holdings, Judge judge) implements Chunk {
  @Override
  public List<Reading> read(EvmNode node) throws NodeException, MalformedException {
    List<RpcCall> calls =
        holdings.stream().map(holding -> node.proof(EvmNode.holder(holding), List.of())).toList();
    List<RpcAnswer> answers = node.node().ask(calls);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      ProofJson proof = ProofJson.read(EvmNode.result(calls.get(i), answers.get(i)));
      EvmEvidence evidence = judge.evidence(holdings.get(i), proof.accountNodes(), List.of());
      readings.add(judge.proven(holdings.get(i), evidence));
    }
    return readings;
  }
}
