package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Node;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.verifier.audit.kit.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A tree from the tops of its blocks up: a few thousand nodes, however many leaves. Immutable once
 * it is made.
 */
final class Fold {
  private static final int NODE = Block.NODE;

  private final int height;
  private final byte[][] nodes; // by level above the blocks' tops

  private Fold(int height, byte[] tops) {
    this.height = height;
    int lowest = Block.levels(height);
    TreeHasher hasher = new TreeHasher();
    nodes = new byte[height - lowest + 1][];
    nodes[0] = tops;
    for (int i = 1; i < nodes.length; i++) {
      nodes[i] = new byte[nodes[i - 1].length / 2];
      for (int at = 0; at < nodes[i].length; at += NODE) {
        hasher.parent(lowest + i, nodes[i - 1], 2 * at, nodes[i], at);
      }
    }
  }

  /** Hashes every leaf. */
  static Fold of(LeafSource leaves, int threads, LongConsumer blocksDone)
      throws IOException, InterruptedException {
    long blocks = Block.count(leaves.height());
    byte[] tops = new byte[Math.toIntExact(blocks * NODE)];
    hashBlocks(leaves, 0, blocks, tops, threads, blocksDone);
    return new Fold(leaves.height(), tops);
  }

  /** The tree of leaves that are these but for those between two indexes. */
  Fold with(LeafSource leaves, long from, long to, int threads)
      throws IOException, InterruptedException {
    byte[] tops = nodes[0].clone();
    int levels = Block.levels(height);
    hashBlocks(leaves, from >>> levels, (to >>> levels) + 1, tops, threads, blocks -> {});
    return new Fold(height, tops);
  }

  private static void hashBlocks(
      LeafSource leaves, long from, long to, byte[] tops, int threads, LongConsumer blocksDone)
      throws IOException, InterruptedException {
    AtomicLong next = new AtomicLong(from);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < Math.min(threads, to - from); thread++) {
      tasks.add(() -> {
        Block block = new Block(leaves.height());
        for (long i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
          block.load(leaves, i);
          System.arraycopy(block.top(), 0, tops, (int) i * NODE, NODE);
          blocksDone.accept(i - from + 1);
        }
        return true;
      });
    }
    Threads.run(tasks);
  }

  /** Copies a node from the level of the blocks' tops or above. */
  void copy(int level, long index, byte[] to, int at) {
    System.arraycopy(nodes[level - Block.levels(height)], (int) index * NODE, to, at, NODE);
  }

  Node root() {
    return Node.of(nodes[nodes.length - 1], 0);
  }
}
