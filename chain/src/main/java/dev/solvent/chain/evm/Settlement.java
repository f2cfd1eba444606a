package dev.solvent.chain.evm;

import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading.Seen;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a contract answers where no proof shows it: the same figure from as many nodes as have to
 * agree on a block, each asked at the block's hash.
 */
record Settlement(EvmNodes nodes, int quorum) {
  Seen settle(HoldingRef holding, String why) throws MalformedException {
    return settle(List.of(holding), why).getFirst();
  }

  List<Seen> settle(List<HoldingRef> holdings, String why) throws MalformedException {
    List<BigInteger> figures = List.of();
    List<String> agreed = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (EvmNode node : nodes.inOrder()) {
      if (agreed.size() == quorum) {
        break;
      }
      if (!node.byHash()) {
        silent.add("node " + node.node().name() + " does not answer at a block's hash");
        continue;
      }
      List<BigInteger> answers;
      try {
        answers = answers(node, holdings);
      } catch (NodeException e) {
        nodes.gaveNoAnswer(node);
        silent.add(e.getMessage());
        continue;
      }
      if (!agreed.isEmpty() && !answers.equals(figures)) {
        throw new MalformedException(
            holdings.getFirst()
                + " and others: node "
                + node.node().name()
                + " says "
                + answers
                + ", node "
                + agreed.getFirst()
                + " "
                + figures
                + ", want the same");
      }
      figures = answers;
      agreed.add(node.node().name());
    }
    if (agreed.size() < quorum) {
      throw new MalformedException(
          holdings.getFirst()
              + " and others: "
              + why
              + ", and "
              + agreed.size()
              + " nodes say what it is, want "
              + quorum
              + " "
              + silent);
    }
    List<Seen> readings = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      HoldingRef holding = holdings.get(i);
      Amount units = Amount.parse(figures.get(i).toString());
      readings.add(new Seen(holding, units, Optional.empty(), why));
    }
    return readings;
  }

  private static List<BigInteger> answers(EvmNode node, List<HoldingRef> holdings)
      throws NodeException, MalformedException {
    List<RpcCall> calls =
        holdings.stream()
            .map(holding -> node.balanceOf(EvmNode.token(holding), EvmNode.holder(holding)))
            .toList();
    List<RpcAnswer> answers = node.node().ask(calls);
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      words.add(EvmNode.wordOf(calls.get(i), answers.get(i)));
    }
    return words;
  }
}
