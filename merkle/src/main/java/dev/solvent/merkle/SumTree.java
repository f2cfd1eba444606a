package dev.solvent.merkle;

/** The scheme's name and limits. */
public final class SumTree {
  public static final String SCHEME = "solvent/sum-tree/v1";

  /** A tree has at most 2^40 leaves. */
  public static final int MAX_HEIGHT = 40;

  private SumTree() {}

  /** {@code max(minHeight, ceil(log2 max(leaves, 1)))}: the height of a tree of so many leaves. */
  public static int height(long leaves, int minHeight) {
    if (minHeight < 0 || minHeight > MAX_HEIGHT) {
      throw new IllegalArgumentException("height " + minHeight + ", want 0 to " + MAX_HEIGHT);
    }
    if (leaves < 0 || leaves > 1L << MAX_HEIGHT) {
      throw new IllegalArgumentException(leaves + " leaves, want 0 to 2^" + MAX_HEIGHT);
    }
    int needed = leaves <= 1 ? 0 : 64 - Long.numberOfLeadingZeros(leaves - 1);
    return Math.max(minHeight, needed);
  }
}
