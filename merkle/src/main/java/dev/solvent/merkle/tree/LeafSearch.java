package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Locator;
import java.util.Arrays;

/**
 * Finds a leaf by its locator without an index. Locators are hashes and so evenly spread: where one
 * stands among n can be guessed to about the square root of n, and again between the bounds that
 * the guess leaves.
 */
final class LeafSearch {
  /** Guesses before halving takes over, which no order of locators can slow down. */
  private static final int GUESSES = 12;

  private LeafSearch() {}

  /** The leaf's index, or {@code ~i} where {@code i} is the first leaf that is greater. */
  static long find(TreeFolder tree, byte[] locator) {
    long wanted = Bytes.getLong(locator, 0);
    byte[] there = new byte[Locator.BYTES];
    long low = -1; // the leaf at low is less than the wanted one
    long high = tree.header().leaves(); // the leaf at high is greater
    long lowKey = 0;
    long highKey = -1; // unsigned, the greatest
    for (int guesses = 0; high - low > 1; guesses++) {
      long middle = low + ((high - low) >>> 1);
      if (guesses < GUESSES) {
        middle = guess(wanted, low, lowKey, high, highKey);
      }
      long key = tree.leafKey(middle);
      int order = Long.compareUnsigned(key, wanted);
      if (order == 0) {
        tree.readLocator(middle, there);
        order = Arrays.compareUnsigned(there, locator);
      }
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle;
        lowKey = key;
      } else {
        high = middle;
        highKey = key;
      }
    }
    return ~high;
  }

  /** A leaf strictly between low and high, in proportion to the keys. */
  private static long guess(long wanted, long low, long lowKey, long high, long highKey) {
    double share = unsigned(wanted - lowKey) / Math.max(1, unsigned(highKey - lowKey));
    long offset = (long) (share * (high - low));
    return Math.clamp(low + offset, low + 1, high - 1);
  }

  private static double unsigned(long value) {
    return (value >>> 1) * 2.0;
  }
}
