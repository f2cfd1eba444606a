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
  /** The most that a leaf takes here: as it was spilled, and its sort key. */
  static final int MOST_BYTES = SpilledLeaf.MOST_BYTES + Long.BYTES;

  private final int balanceBytes;
  private final byte[] loaded; // as they were spilled
  private final long[] keys;
  private long placeMask; // of the last bits of a key
  private int used;
  private int count;

  /**
   * A sorter of so many leaves.
   *
   * @param balanceBytes what the largest balance of the tree needs
   */
  LeafSorter(int mostRecords, int balanceBytes) {
    this.balanceBytes = balanceBytes;
    loaded = new byte[mostRecords * SpilledLeaf.bytes(balanceBytes)];
    keys = new long[mostRecords];
  }

  void clear() {
    used = 0;
    count = 0;
  }

  void load(Spill spill, int partition) throws IOException {
    spill.read(
        partition,
        (block, from, to) -> {
          if (to - from > loaded.length - used) {
            throw new IOException("more leaves in a temporary file than were put there");
          }
          System.arraycopy(block, from, loaded, used, to - from);
          used += to - from;
        });
  }

  /**
   * Sorts what was loaded.
   *
   * <p>What is sorted are longs: the locator's first bits, and in the last bits where the leaf
   * stands. Locators are hashes, so those that agree in the first bits are few; they are put right
   * by comparing whole locators.
   */
  void sort() throws IOException {
    placeMask = (1L << (Integer.SIZE - Integer.numberOfLeadingZeros(used))) - 1;
    int most = loaded.length - SpilledLeaf.bytes(balanceBytes); // where the last leaf may begin
    for (int at = 0; at < used; at += SpilledLeaf.length(loaded, at)) {
      if (count == keys.length
          || at > most
          || SpilledLeaf.balanceBytes(loaded, at) > balanceBytes) {
        throw new IOException("temporary file was damaged: leaves of another length");
      }
      long first = Bytes.getLong(loaded, at) ^ Long.MIN_VALUE; // unsigned order
      keys[count] = (first & ~placeMask) | at;
      count++;
    }
    Arrays.sort(keys, 0, count);
    settleTies();
  }

  /** How many leaves were sorted. */
  int count() {
    return count;
  }

  /** Writes some of the sorted leaves, one behind the other, as {@link LeafRecord}s. */
  void records(int from, int to, byte[] records) {
    int width = LeafRecord.bytes(balanceBytes);
    for (int i = from; i < to; i++) {
      int at = (int) (keys[i] & placeMask);
      SpilledLeaf.toRecord(loaded, at, records, (i - from) * width, balanceBytes);
    }
  }

  private void settleTies() throws IOException {
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && ((keys[j] ^ keys[j - 1]) & ~placeMask) == 0; j--) {
        int order = compare((int) (keys[j - 1] & placeMask), (int) (keys[j] & placeMask));
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
  }

  private int compare(int at, int otherAt) {
    return Arrays.compareUnsigned(
        loaded, at, at + Locator.BYTES, loaded, otherAt, otherAt + Locator.BYTES);
  }
}
