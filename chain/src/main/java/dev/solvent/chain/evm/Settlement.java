package dev.solvent.chain.evm;

import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading.Seen;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a contract answers where no proof shows it: the same figures from as many nodes as have to
 * agree on a block, each asked at the block's hash. Those that say otherwise are named.
 */
record Settlement(EvmNodes nodes, int quorum, Consumer<Fault> dissent) {
  Seen settle(HoldingRef holding, String why) throws UnreadableException {
    return settle(List.of(holding), why).getFirst();
  }

  List<Seen> settle(List<HoldingRef> holdings, String why) throws UnreadableException {
    Map<List<Amount>, List<String>> votes = new LinkedHashMap<>();
    List<Fault> others = new ArrayList<>();
    for (EvmNode node : nodes.inOrder()) {
      String name = node.node().name();
      try {
        List<Amount> figures = figures(node, holdings);
        List<String> alike = votes.computeIfAbsent(figures, _ -> new ArrayList<>());
        alike.add(name);
        if (alike.size() == quorum) {
          votes.remove(figures);
          others.addAll(dissenters(votes));
          others.forEach(dissent);
          return seen(holdings, figures, why);
        }
      } catch (NodeException e) {
        nodes.gaveNoAnswer(node);
        others.add(new Fault(name, e.detail()));
      } catch (MalformedException e) {
        others.add(new Fault(name, String.valueOf(e.getMessage())));
      }
    }
    others.addAll(dissenters(votes));
    throw new UnreadableException(
        holdings.getFirst() + " and others (" + why + "), alike by " + quorum + " nodes,", others);
  }

  private static List<Fault> dissenters(Map<List<Amount>, List<String>> votes) {
    List<Fault> faults = new ArrayList<>();
    votes.forEach((figures, names) ->
        names.forEach(name -> faults.add(new Fault(name, "balanceOf says " + figures))));
    return faults;
  }

  private static List<Seen> seen(List<HoldingRef> holdings, List<Amount> figures, String why) {
    List<Seen> readings = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      readings.add(new Seen(holdings.get(i), figures.get(i), Optional.empty(), why));
    }
    return readings;
  }

  private static List<Amount> figures(EvmNode node, List<HoldingRef> holdings)
      throws NodeException, MalformedException {
    if (!node.byHash()) {
      throw new MalformedException(
          "node " + node.node().name() + " does not answer at a block's hash, want one that does");
    }
    List<RpcCall> calls =
        holdings.stream()
            .map(holding -> node.balanceOf(EvmNode.token(holding), EvmNode.holder(holding)))
            .toList();
    List<RpcAnswer> answers = node.node().ask(calls);
    List<Amount> figures = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      figures.add(Amount.parse(EvmNode.wordOf(calls.get(i), answers.get(i)).toString()));
    }
    return figures;
  }
}
