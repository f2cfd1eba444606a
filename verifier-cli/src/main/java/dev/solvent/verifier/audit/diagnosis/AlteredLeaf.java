package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.verifier.audit.kit.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Looks for the one leaf whose balance, changed by what the totals differ by, gives the attested
 * root: hashes the path of every leaf, with the siblings that the rebuilt tree has.
 */
final class AlteredLeaf {
  private static final int NODE = Block.NODE;

  private final LeafSource leaves;
  private final Fold fold;
  private final Change change;
  private final byte[] root;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong found = new AtomicLong(-1);

  private AlteredLeaf(LeafSource leaves, Fold fold, Change change, Hash root) {
    this.leaves = leaves;
    this.fold = fold;
    this.change = change;
    this.root = root.toBytes();
  }

  /** The leaf's index; no two leaves give one root. */
  static OptionalLong find(
      LeafSource leaves, Fold fold, Change change, Hash root, int threads, LongConsumer blocksDone)
      throws IOException, InterruptedException {
    AlteredLeaf search = new AlteredLeaf(leaves, fold, change, root);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      tasks.add(() -> search.searchBlocks(blocksDone));
    }
    Threads.run(tasks);
    long index = search.found.get();
    return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
  }

  private boolean searchBlocks(LongConsumer blocksDone) {
    Block block = new Block(leaves.height());
    Climb climb = new Climb();
    long blocks = Block.count(leaves.height());
    for (long i = next.getAndIncrement();
        i < blocks && found.get() < 0;
        i = next.getAndIncrement()) {
      block.load(leaves, i);
      int at = climb.search(block, i);
      if (at >= 0) {
        found.set((i << Block.levels(leaves.height())) + at);
      }
      blocksDone.accept(i + 1);
    }
    return true;
  }

  /** One thread's path from a changed leaf to the root. */
  private final class Climb {
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] record = new byte[LeafSource.BYTES];
    private final byte[] pair = new byte[2 * NODE];

    int search(Block block, long number) {
      byte[] records = block.leaves();
      for (int i = 0; i < records.length / LeafSource.BYTES; i++) {
        int at = i * LeafSource.BYTES;
        long high = Longs.get(records, at + Locator.BYTES);
        long low = Longs.get(records, at + Locator.BYTES + 8);
        if (change.fits(high, low)) {
          System.arraycopy(records, at, record, 0, Locator.BYTES);
          Longs.put(record, Locator.BYTES, change.high(high, low));
          Longs.put(record, Locator.BYTES + 8, change.low(low));
          if (endsAtRoot(block, number, i)) {
            return i;
          }
        }
      }
      return -1;
    }

    private boolean endsAtRoot(Block block, long number, int place) {
      int levels = Block.levels(leaves.height());
      Block.hashLeaf(hasher, record, 0, pair, side(place));
      long index = place;
      for (int level = 0; level < levels; level++) {
        byte[] nodes = block.nodes(level);
        System.arraycopy(nodes, (int) (index ^ 1) * NODE, pair, side(index ^ 1), NODE);
        index >>>= 1;
        hasher.parent(level + 1, pair, 0, pair, side(level + 1 == levels ? number : index));
      }
      index = number;
      for (int level = levels; level < leaves.height(); level++) {
        fold.copy(level, index ^ 1, pair, side(index ^ 1));
        index >>>= 1;
        hasher.parent(level + 1, pair, 0, pair, side(index));
      }
      return Arrays.equals(pair, 0, Hash.BYTES, root, 0, Hash.BYTES);
    }

    private static int side(long index) {
      return (index & 1) == 0 ? 0 : NODE;
    }
  }
}
