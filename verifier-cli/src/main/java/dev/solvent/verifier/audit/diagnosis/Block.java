package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.TreeHasher;
import java.util.Arrays;

/**
 * Leaves that stand side by side under one node, with every node between: the least that is hashed
 * at a time, small enough to stay in the processor's cache. One thread.
 */
final class Block {
  /** Of 4,096 leaves, or all that a lower tree has. */
  private static final int MOST_LEVELS = 12;

  static final int NODE = TreeHasher.NODE_BYTES;

  private final int levels;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] leaves;
  private final byte[][] nodes; // by level

  Block(int height) {
    levels = levels(height);
    leaves = new byte[(1 << levels) * LeafSource.BYTES];
    nodes = new byte[levels + 1][];
    for (int level = 0; level <= levels; level++) {
      nodes[level] = new byte[(1 << (levels - level)) * NODE];
    }
  }

  /** The level of a block's top in a tree of this height. */
  static int levels(int height) {
    return Math.min(height, MOST_LEVELS);
  }

  static long count(int height) {
    return 1L << (height - levels(height));
  }

  /** Reads and hashes one block of a tree. */
  void load(LeafSource source, long block) {
    int count = 1 << levels;
    source.read(block << levels, count, leaves, 0);
    for (int i = 0; i < count; i++) {
      hashLeaf(hasher, leaves, i * LeafSource.BYTES, nodes[0], i * NODE);
    }
    for (int level = 0; level < levels; level++) {
      for (int i = 0; i < nodes[level + 1].length / NODE; i++) {
        hasher.parent(level + 1, nodes[level], 2 * i * NODE, nodes[level + 1], i * NODE);
      }
    }
  }

  static void hashLeaf(TreeHasher hasher, byte[] record, int at, byte[] node, int nodeAt) {
    long high = Longs.get(record, at + Locator.BYTES);
    long low = Longs.get(record, at + Locator.BYTES + 8);
    hasher.leaf(record, at, high, low, node, nodeAt);
    Longs.put(node, nodeAt + Hash.BYTES, high);
    Longs.put(node, nodeAt + Hash.BYTES + 8, low);
  }

  byte[] leaves() {
    return leaves;
  }

  /** The nodes of one level, side by side; the top is alone in its own. */
  byte[] nodes(int level) {
    return nodes[level];
  }

  byte[] top() {
    return Arrays.copyOf(nodes[levels], NODE);
  }
}
