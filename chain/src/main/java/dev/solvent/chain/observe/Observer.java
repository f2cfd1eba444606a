package dev.solvent.chain.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.observe.ObserverOutcome.NotSeen;
import dev.solvent.chain.observe.ObserverOutcome.Reason;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.pin.PinOutcome;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the blocks and holdings of others' manifests with nodes of its own. The manifest says
 * where to look and is believed in nothing. Any thread.
 */
public final class Observer {
  private final Map<ChainId, ChainReader> chains;

  /**
   * An observer with these nodes.
   *
   * @param chains by the chain that each reads
   */
  public Observer(Map<ChainId, ChainReader> chains) {
    this.chains = Map.copyOf(chains);
  }

  /** An outcome for each chain of the manifest within the scope, in the manifest's order. */
  public List<ObserverOutcome> observe(ReservesManifest manifest, Scope scope)
      throws InterruptedException {
    List<ObserverOutcome> outcomes = new ArrayList<>();
    for (PinnedBlock block : manifest.chains()) {
      ChainId chain = block.block().chain();
      if (scope.chains().test(chain)) {
        List<Holding> holdings =
            manifest.holdings().stream()
                .filter(holding -> holding.account().chain().equals(chain))
                .filter(scope.holdings())
                .toList();
        outcomes.add(observe(block, holdings));
      }
    }
    return outcomes;
  }

  private ObserverOutcome observe(PinnedBlock stated, List<Holding> holdings)
      throws InterruptedException {
    BlockRef ref = stated.block().ref();
    ChainReader reader = chains.get(ref.chain());
    if (reader == null) {
      return noNodes(ref);
    }
    Pinning pinning = reader.pinning();
    return switch (pinning.at(stated.block().number())) {
      case NoQuorum none -> notSeen(ref, Reason.NO_QUORUM, none);
      case Pinned pinned when pinned.header().pinned().equals(stated) ->
          switch (pinning.requireFinal(pinned)) {
            case NoQuorum none -> notSeen(ref, Reason.NOT_FINAL, none);
            case Pinned settled -> new ChainSight(reader, settled).read(holdings);
          };
      case Pinned other -> otherBlock(pinning, stated, other);
    };
  }

  private static NotSeen otherBlock(Pinning pinning, PinnedBlock stated, Pinned other)
      throws InterruptedException {
    PinnedBlock shown = other.header().pinned();
    PinOutcome settled = pinning.requireFinal(other);
    return new NotSeen(
        stated.block().ref(),
        Reason.OTHER_BLOCK,
        shown.block() + " of " + shown.time() + ", want " + stated.block() + " of " + stated.time(),
        settled instanceof Pinned
            ? Optional.of(new Observation(shown, List.of()))
            : Optional.empty(),
        settled.dissents());
  }

  /**
   * Confirms further blocks, such as those that challenges of ownership name: an outcome each, in
   * their order, with an observation of the block alone.
   */
  public List<ObserverOutcome> blocks(List<BlockRef> blocks) throws InterruptedException {
    List<ObserverOutcome> outcomes = new ArrayList<>();
    for (BlockRef block : blocks) {
      outcomes.add(block(block));
    }
    return outcomes;
  }

  private ObserverOutcome block(BlockRef block) throws InterruptedException {
    ChainReader reader = chains.get(block.chain());
    if (reader == null) {
      return noNodes(block);
    }
    return switch (reader.pinning().find(block)) {
      case NoQuorum none -> notSeen(block, Reason.NO_QUORUM, none);
      case Pinned found ->
          switch (reader.pinning().requireFinal(found)) {
            case NoQuorum none -> notSeen(block, Reason.NOT_FINAL, none);
            case Pinned settled -> seen(settled);
          };
    };
  }

  private static Seen seen(Pinned pin) {
    PinnedBlock block = pin.header().pinned();
    return new Seen(
        block.block().ref(),
        List.of(new Observation(block, List.of())),
        List.of(),
        List.of(),
        List.of(),
        pin.dissents());
  }

  private static NotSeen noNodes(BlockRef block) {
    return new NotSeen(
        block,
        Reason.NO_NODES,
        "no nodes of " + block.chain() + ", want some",
        Optional.empty(),
        List.of());
  }

  static NotSeen notSeen(BlockRef block, Reason reason, NoQuorum none) {
    return new NotSeen(block, reason, none.detail(), Optional.empty(), none.dissents());
  }
}
