package dev.solvent.chain.evm;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads price feeds at one block. Nothing proves what a contract answers, so as many nodes as have
 * to agree on a block have to answer alike, each at the block's hash. Any thread.
 */
public final class PriceFeeds {
  private final Pinning pinning;
  private final int quorum;

  PriceFeeds(Pinning pinning, int quorum) {
    this.pinning = pinning;
    this.quorum = quorum;
  }

  /**
   * What each of the feeds says at that block.
   *
   * @throws UnreadableException where too few nodes have the block, or answer alike
   * @throws MalformedException where what they say alike is no price
   */
  public SortedMap<Ticker, Quote> read(
      Label source, BlockRef block, SortedMap<Ticker, EvmAddress> feeds)
      throws UnreadableException, MalformedException, InterruptedException {
    Pinned pin =
        switch (pinning.find(block)) {
          case Pinned found -> found;
          case NoQuorum(String detail, var dissents) ->
              throw new UnreadableException(
                  "prices of " + source + " (" + detail + ")",
                  dissents.stream().map(each -> new Fault(each.node(), each.detail())).toList());
        };
    List<FeedRound> rounds = alike(source, pin, List.copyOf(feeds.values()));
    SortedMap<Ticker, Quote> quotes = new TreeMap<>();
    int number = 0;
    for (Map.Entry<Ticker, EvmAddress> feed : feeds.entrySet()) {
      try {
        quotes.put(feed.getKey(), rounds.get(number++).quote(source, pin.header().time()));
      } catch (MalformedException e) {
        throw new MalformedException(
            source + ": feed " + feed.getValue() + " of " + feed.getKey() + ": " + e.getMessage(),
            e);
      }
    }
    return quotes;
  }

  private List<FeedRound> alike(Label source, Pinned pin, List<EvmAddress> feeds)
      throws UnreadableException {
    Map<List<FeedRound>, List<String>> votes = new LinkedHashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (Node node : pin.agreed()) {
      try {
        List<FeedRound> rounds = ask(node, pin.header(), feeds);
        List<String> names = votes.computeIfAbsent(rounds, _ -> new ArrayList<>());
        names.add(node.name());
        if (names.size() == quorum) {
          return rounds;
        }
      } catch (NodeException e) {
        faults.add(new Fault(node.name(), e.detail()));
      } catch (MalformedException e) {
        faults.add(new Fault(node.name(), String.valueOf(e.getMessage())));
      }
    }
    votes.forEach((rounds, names) ->
        names.forEach(name -> faults.add(new Fault(name, "the feeds say " + rounds))));
    throw new UnreadableException(
        "prices of " + source + ", alike by " + quorum + " nodes,", faults);
  }

  private static List<FeedRound> ask(Node node, Header pin, List<EvmAddress> feeds)
      throws NodeException, MalformedException {
    EvmNode at = EvmNode.at(node, pin);
    if (!at.byHash()) {
      throw new MalformedException(
          "node " + node.name() + " does not answer at a block's hash, want one that does");
    }
    List<RpcCall> calls = new ArrayList<>();
    for (EvmAddress feed : feeds) {
      calls.add(at.call(feed, FeedRound.DECIMALS));
      calls.add(at.call(feed, FeedRound.LATEST_ROUND));
    }
    List<RpcAnswer> answers = node.ask(calls);
    List<FeedRound> rounds = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      rounds.add(
          new FeedRound(
              Hexadecimal.data(
                  EvmNode.result(calls.get(2 * i), answers.get(2 * i)),
                  "decimals of feed " + feeds.get(i),
                  32),
              Hexadecimal.data(
                  EvmNode.result(calls.get(2 * i + 1), answers.get(2 * i + 1)),
                  "latest round of feed " + feeds.get(i),
                  FeedRound.ROUND_BYTES)));
    }
    return rounds;
  }
}
