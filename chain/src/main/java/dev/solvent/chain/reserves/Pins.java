package dev.solvent.chain.reserves;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.pin.PinOutcome;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reserves.ReservesOutcome.Reason;
import dev.solvent.chain.rpc.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The blocks at which the chains of one reading are read. */
final class Pins {
  private final Map<ChainId, ChainReader> readers;
  private final SortedMap<ChainId, Pinned> pins = new TreeMap<>();
  private final ReadingNotes notes;

  Pins(Map<ChainId, ChainReader> readers, ReadingNotes notes) {
    this.readers = readers;
    this.notes = notes;
  }

  boolean canRead(ChainId chain) {
    return readers.containsKey(chain);
  }

  ChainReader reader(ChainId chain) throws Refusal {
    ChainReader reader = readers.get(chain);
    if (reader == null) {
      throw new Refusal(Reason.NO_NODES, "no nodes for " + chain + ", want some");
    }
    return reader;
  }

  void pin(SortedSet<ChainId> chains, Timestamp now) throws Refusal, InterruptedException {
    for (ChainId chain : chains) {
      Pinned pinned = settled(chain, Reason.NO_QUORUM, reader(chain).pinning().pin(now));
      pins.put(chain, pinned);
      notes.pinned(pinned.header().pinned(), pinned.agreed().stream().map(Node::name).toList());
    }
  }

  private Pinned settled(ChainId chain, Reason reason, PinOutcome outcome) throws Refusal {
    notes.dissents(chain, outcome.dissents());
    return switch (outcome) {
      case Pinned pinned -> pinned;
      case NoQuorum none -> throw new Refusal(reason, chain + ": " + none.detail());
    };
  }

  /** All times within the policy's tolerance of each other: later readers will look at that. */
  void requireTogether(Timestamp asOf, Duration skew) throws Refusal {
    List<PinnedBlock> blocks = blocks();
    List<Instant> times = new ArrayList<>(List.of(asOf.instant()));
    blocks.forEach(block -> times.add(block.time().instant()));
    Instant first = times.stream().min(Instant::compareTo).orElseThrow();
    Instant last = times.stream().max(Instant::compareTo).orElseThrow();
    if (Duration.between(first, last).compareTo(skew) > 0) {
      throw new Refusal(
          Reason.SKEW,
          "as of "
              + asOf
              + " and blocks of "
              + first
              + " to "
              + last
              + ", want all within "
              + skew);
    }
  }

  /** Whether they still stand. */
  void confirm() throws Refusal, InterruptedException {
    for (Map.Entry<ChainId, Pinned> pin : pins.entrySet()) {
      ChainId chain = pin.getKey();
      settled(chain, Reason.MOVED, reader(chain).pinning().confirm(pin.getValue().header()));
    }
  }

  List<PinnedBlock> blocks() {
    return pins.values().stream().map(pinned -> pinned.header().pinned()).toList();
  }

  /** The pin of a chain that was pinned. */
  Pinned of(ChainId chain) {
    Pinned pin = pins.get(chain);
    if (pin == null) {
      throw new IllegalArgumentException("chain " + chain + " was not pinned, want it pinned");
    }
    return pin;
  }

  SortedMap<ChainId, Pinned> byChain() {
    return pins;
  }
}
