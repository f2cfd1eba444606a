package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Locator;
import java.io.IOException;
import java.util.Arrays;

/**
 * Brings the leaves of a few partitions into ascending order of locator. One instance a thread; its
 * arrays are the most that sorting takes.
 */
final class LeafSorter {
  private final byte[] loaded;
  private final byte[] sorted;
  private final long[] keys;
  private int count;

  LeafSorter(int mostRecords) {
    loaded = new byte[mostRecords * LeafRecord.BYTES];
    sorted = new byte[mostRecords * LeafRecord.BYTES];
    keys = new long[mostRecords];
  }

  void clear() {
    count = 0;
  }

  void load(Spill spill, int partition) throws IOException {
    spill.read(
        partition,
        (block, at, length) -> {
          Intake.unpack(block, at, loaded, count * LeafRecord.BYTES);
          count++;
        });
  }

  int count() {
    return count;
  }

  /** What was loaded, once it is sorted: room for the same number of records. */
  byte[] room() {
    return loaded;
  }

  /**
   * Sorts what was loaded and returns the records in order.
   *
   * <p>What is sorted are longs: the locator's first bits, and in the last bits the record's
   * number. Locators are hashes, so those that agree in the first bits are few; they are put right
   * by comparing whole locators.
   */
  byte[] sort() throws IOException {
    int indexBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
    long indexMask = (1L << indexBits) - 1;
    for (int i = 0; i < count; i++) {
      long first = Bytes.getLong(loaded, i * LeafRecord.BYTES) ^ Long.MIN_VALUE; // unsigned order
      keys[i] = (first & ~indexMask) | i;
    }
    Arrays.sort(keys, 0, count);
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && ((keys[j] ^ keys[j - 1]) & ~indexMask) == 0; j--) {
        int order = compare((int) (keys[j - 1] & indexMask), (int) (keys[j] & indexMask));
        if (order == 0) {
          throw new IOException("two leaves with one locator, want each once");
        }
        if (order < 0) {
          break;
        }
        long later = keys[j - 1];
        keys[j - 1] = keys[j];
        keys[j] = later;
      }
    }
    for (int i = 0; i < count; i++) {
      int from = (int) (keys[i] & indexMask) * LeafRecord.BYTES;
      System.arraycopy(loaded, from, sorted, i * LeafRecord.BYTES, LeafRecord.BYTES);
    }
    return sorted;
  }

  private int compare(int a, int b) {
    int aAt = a * LeafRecord.BYTES;
    int bAt = b * LeafRecord.BYTES;
    return Arrays.compareUnsigned(
        loaded, aAt, aAt + Locator.BYTES, loaded, bAt, bAt + Locator.BYTES);
  }
}
