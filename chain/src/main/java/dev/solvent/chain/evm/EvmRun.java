package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One reading of many holdings, in chunks. */
final class EvmRun {
  /** How many holdings are in one ask: with their proofs some 200 kB. */
  static final int CHUNK = 50;

  /** Proofs of one chunk are checked while the next ones are on their way. */
  private static final int IN_FLIGHT = 4;

  private final EvmNodes nodes;
  private final Judge judge;
  private final Settlement settlement;
  private final Consumer<Reading> sink;
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  EvmRun(List<EvmNode> nodes, Judge judge, int quorum, Consumer<Reading> sink) {
    this.nodes = new EvmNodes(nodes);
    this.judge = judge;
    this.settlement = new Settlement(this.nodes, quorum, faults::add);
    this.sink = sink;
  }

  void read(List<HoldingRef> holdings) throws UnreadableException, InterruptedException {
    List<Chunk> chunks = chunks(holdings);
    try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
      ExecutorCompletionService<Chunk> done = new ExecutorCompletionService<>(threads);
      for (Chunk chunk : chunks) {
        done.submit(() -> {
          read(chunk).forEach(sink);
          return chunk;
        });
      }
      try {
        for (int i = 0; i < chunks.size(); i++) {
          done.take().get();
        }
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case UnreadableException unreadable -> throw unreadable;
          case RuntimeException own -> throw own;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /** What nodes did not show, although another one did. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private List<Reading> read(Chunk chunk) throws UnreadableException {
    List<Fault> here = new ArrayList<>();
    for (EvmNode node : nodes.inOrder()) {
      try {
        List<Reading> readings = chunk.read(node);
        faults.addAll(here);
        return readings;
      } catch (NodeException e) {
        nodes.gaveNoAnswer(node);
        here.add(new Fault(node.node().name(), e.detail()));
      } catch (MalformedException e) {
        here.add(new Fault(node.node().name(), String.valueOf(e.getMessage())));
      }
    }
    throw new UnreadableException(chunk.holdings().getFirst() + " and others", here);
  }

  private List<Chunk> chunks(List<HoldingRef> holdings) {
    Map<AssetRef.Decoded, List<HoldingRef>> byAsset = new LinkedHashMap<>();
    for (HoldingRef holding : holdings) {
      byAsset.computeIfAbsent(holding.asset().decoded(), _ -> new ArrayList<>()).add(holding);
    }
    List<Chunk> chunks = new ArrayList<>();
    for (List<HoldingRef> same : byAsset.values()) {
      for (int from = 0; from < same.size(); from += CHUNK) {
        chunks.add(chunk(same.subList(from, Math.min(same.size(), from + CHUNK))));
      }
    }
    return chunks;
  }

  private Chunk chunk(List<HoldingRef> holdings) {
    HoldingRef first = holdings.getFirst();
    if (first.asset().decoded().token().isEmpty()) {
      return new CoinChunk(holdings, judge);
    }
    Optional<TokenRule> rule = judge.rule(first);
    return rule.isPresent()
        ? new TokenChunk(holdings, rule.get(), judge, settlement)
        : new SeenChunk(holdings, settlement);
  }
}
