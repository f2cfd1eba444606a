package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Locator;

/** The leaves of a tree without one of them, whose place in the count goes to one more blank. */
final class WithoutLeaf implements LeafSource {
  private final Leaves leaves;
  private final long dropped;
  private final long blankAt; // among the leaves that are left
  private final byte[] blank;

  WithoutLeaf(Leaves leaves, long dropped, Locator blank) {
    this.leaves = leaves;
    this.dropped = dropped;
    this.blank = blank.exposeBytes();
    long before = leaves.before(blank);
    blankAt = before > dropped ? before - 1 : before;
  }

  /** The first leaf that stands elsewhere than before. */
  long from() {
    return Math.min(dropped, blankAt);
  }

  /** The last one. */
  long to() {
    return Math.max(dropped, blankAt);
  }

  @Override
  public int height() {
    return leaves.height();
  }

  @Override
  public void read(long first, int count, byte[] records, int at) {
    for (int i = 0; i < count; i++) {
      int record = at + i * BYTES;
      long index = first + i;
      if (index == blankAt) {
        System.arraycopy(blank, 0, records, record, Locator.BYTES);
        Longs.put(records, record + Locator.BYTES, 0);
        Longs.put(records, record + Locator.BYTES + 8, 0);
      } else {
        long left = index > blankAt ? index - 1 : index;
        leaves.read(left >= dropped ? left + 1 : left, 1, records, record);
      }
    }
  }
}
