package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.merkle.Hash;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An EVM chain whose owner says what stands in it, block by block: for demonstrations and tests. It
 * begins with an empty block 0. All headers are kept, and the state of the newest 256 blocks. Any
 * thread.
 */
public final class DemoChain {
  static final int STATES = 256;

  private static final Hash NO_PARENT = Hash.of(new byte[Hash.BYTES]);

  private final ChainId id;
  private final InstantSource clock;
  private final int finalDepth;

  /** By number. These three are guarded by this. */
  private final List<DemoHeader> headers = new ArrayList<>();

  private final Map<Hash, DemoHeader> byHash = new HashMap<>();
  private final TreeMap<Long, DemoState> states = new TreeMap<>();

  /** One whose newest block is final. */
  public DemoChain(ChainId id, InstantSource clock) {
    this(id, clock, 0);
  }

  /**
   * A chain of block 0.
   *
   * @param finalDepth how many blocks are newer than the newest that is final
   */
  public DemoChain(ChainId id, InstantSource clock, int finalDepth) {
    if (!id.isEvm() || finalDepth < 0) {
      throw new IllegalArgumentException(
          "chain " + id + ", depth " + finalDepth + ", want an EVM chain and 0 or more");
    }
    this.id = id;
    this.clock = clock;
    this.finalDepth = finalDepth;
    seal(DemoState.EMPTY);
  }

  public ChainId id() {
    return id;
  }

  /** A block in which nothing changes. */
  public BlockHeader mine() {
    return mine(state -> state);
  }

  /**
   * A block with another state. Its time is the clock's, and never before its parent's: where a
   * chain with a consensus would have to wait, two blocks are of one second.
   *
   * @param change of the newest block's state; while it runs, nobody else reads or mines
   */
  public synchronized BlockHeader mine(UnaryOperator<DemoState> change) {
    return seal(change.apply(states.lastEntry().getValue())).header();
  }

  private synchronized DemoHeader seal(DemoState state) {
    long seconds = clock.instant().getEpochSecond();
    Hash parent = NO_PARENT;
    if (!headers.isEmpty()) {
      BlockHeader before = headers.getLast().header();
      parent = before.hash();
      seconds = Math.max(seconds, before.time().instant().getEpochSecond());
    }
    DemoHeader header = DemoHeader.of(parent, state.trie().root(), headers.size(), seconds);
    headers.add(header);
    byHash.put(header.hash(), header);
    states.put(header.number(), state);
    states.headMap(headers.size() - (long) STATES).clear();
    return header;
  }

  synchronized DemoHeader newest() {
    return headers.getLast();
  }

  synchronized DemoHeader newestFinal() {
    return headers.get(Math.max(0, headers.size() - 1 - finalDepth));
  }

  synchronized Optional<DemoHeader> header(long number) {
    return number < headers.size() ? Optional.of(headers.get((int) number)) : Optional.empty();
  }

  synchronized Optional<DemoHeader> header(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** Empty where it is no longer kept. */
  synchronized Optional<DemoState> state(DemoHeader header) {
    return Optional.ofNullable(states.get(header.number()));
  }
}
