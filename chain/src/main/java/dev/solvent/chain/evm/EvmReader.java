package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads holdings on an EVM chain. What the first node does not show is asked of the next; what no
 * node shows ends the reading.
 */
public final class EvmReader implements ChainReader {
  private final Pinning pinning;
  private final ChainId chain;
  private final Map<AssetRef.Decoded, TokenRule> rules;
  private final int quorum;

  /**
   * A reader of that chain.
   *
   * @param rules how tokens keep their balances, by the policy
   * @param quorum how many nodes have to say the same where nothing is proven
   */
  public EvmReader(
      ChainId chain, Pinning pinning, Map<AssetRef.Decoded, TokenRule> rules, int quorum) {
    this.chain = chain;
    this.pinning = pinning;
    this.rules = Map.copyOf(rules);
    this.quorum = quorum;
  }

  @Override
  public ChainId chain() {
    return chain;
  }

  @Override
  public Pinning pinning() {
    return pinning;
  }

  @Override
  public List<Fault> read(Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink)
      throws UnreadableException, InterruptedException {
    List<Fault> faults = new ArrayList<>();
    List<EvmNode> nodes = nodes(pin, faults);
    if (nodes.isEmpty()) {
      throw new UnreadableException(pin.header().block().toString(), faults);
    }
    EvmRun run = new EvmRun(nodes, judge(pin), quorum, sink);
    run.read(holdings);
    faults.addAll(run.faults());
    return faults;
  }

  /** Feeds of this chain, by the same nodes and quorum. */
  public PriceFeeds feeds() {
    return new PriceFeeds(pinning, quorum);
  }

  private Judge judge(Pinned pin) {
    try {
      return new Judge(pin.header(), rules);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("a pin that is no EVM header", e);
    }
  }

  private static List<EvmNode> nodes(Pinned pin, List<Fault> silent) {
    List<EvmNode> nodes = new ArrayList<>();
    for (Node node : pin.agreed()) {
      try {
        nodes.add(EvmNode.at(node, pin.header()));
      } catch (NodeException e) {
        silent.add(new Fault(node.name(), e.detail()));
      }
    }
    return nodes;
  }
}
