package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.TreeHasher;
import java.io.IOException;

/**
 * Hashes a range of sorted leaves and every node whose leaves all stand in it.
 *
 * <p>A pure function of the range: ranges may be folded in any order, on any thread or machine.
 * What is left at a range's borders goes to {@link Seams}. One instance a thread.
 */
public final class RangeFold {
  /** Leaves folded at a time: their nodes stay in the second-level cache. */
  static final int BLOCK = 4096;

  private static final int NODE = TreeHasher.NODE_BYTES;

  private final TreeHasher hasher = new TreeHasher();
  private final byte[] nodes = new byte[BLOCK * NODE];

  /** How many leaves stand from this one to the end of its block. */
  static int blockAt(long leaf) {
    return BLOCK - (int) (leaf & (BLOCK - 1));
  }

  /**
   * Folds one range.
   *
   * @param first the index in the tree of the range's first leaf
   * @param leaves the leaves in ascending order of locator: locator and balance
   * @param balanceBytes the bytes of each balance, 1 to 16
   */
  public void fold(
      long first, byte[] leaves, int balanceBytes, int count, NodeSink sink, Seams seams)
      throws IOException {
    int width = LeafRecord.bytes(balanceBytes);
    for (int done = 0; done < count; ) {
      long index = first + done;
      int block = Math.min(count - done, blockAt(index));
      for (int i = 0; i < block; i++) {
        int at = (done + i) * width;
        long high = LeafRecord.high(leaves, at, balanceBytes);
        long low = LeafRecord.low(leaves, at, balanceBytes);
        hasher.leaf(leaves, at, high, low, nodes, i * NODE);
        Bytes.putLong(nodes, i * NODE + 32, high);
        Bytes.putLong(nodes, i * NODE + 40, low);
      }
      foldBlock(index, block, sink, seams);
      done += block;
    }
  }

  private void foldBlock(long first, int count, NodeSink sink, Seams seams) throws IOException {
    int at = 0;
    for (int level = 0; ; level++) {
      sink.nodes(level, first, nodes, at, count);
      if ((first & 1) != 0) { // its left neighbour stands in the range before
        seams.offer(level, first, nodes, at);
        at += NODE;
        first++;
        count--;
      }
      if ((count & 1) != 0) { // its right neighbour stands in the range after; the root has none
        count--;
        seams.offer(level, first + count, nodes, at + count * NODE);
      }
      if (count == 0) {
        return;
      }
      first /= 2;
      count /= 2;
      for (int i = 0; i < count; i++) {
        hasher.parent(level + 1, nodes, at + 2 * i * NODE, nodes, i * NODE);
      }
      at = 0;
    }
  }
}
