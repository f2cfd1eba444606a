package dev.solvent.merkle.tree;

import java.util.Locale;

/**
 * How the memory that a build may use is dealt out: half of it to the spills' buffers, half to
 * sorting.
 *
 * @param bits how many bits of the key name a partition of a spill
 * @param blockBytes the size of a spill's blocks
 * @param sortRecords the most leaves that one thread may sort at a time
 */
record MemoryPlan(int bits, int blockBytes, int sortRecords) {
  /** A range of about this many leaves is sorted in the caches and is long enough to write. */
  private static final int BEST_RANGE = 1 << 15;

  /** More partitions cost more in cache misses while reading than they save in sorting. */
  private static final int MOST_BITS = 8;

  /** Assumed of a book whose size is not known: a few million accounts. */
  private static final int UNKNOWN_BITS = 8;

  private static final int LARGEST_BLOCK = 32768;

  /**
   * Plans for a book.
   *
   * @param bookBytes its size, or -1 where that is not known
   */
  static MemoryPlan of(long memoryBytes, int threads, int assets, long bookBytes) {
    long half = memoryBytes / 2;
    long writers = (long) threads * (assets + 1);
    int bits = bookBytes < 0 ? UNKNOWN_BITS : wantedBits(bookBytes, assets);
    int block = LARGEST_BLOCK;
    while (block > Spill.SMALLEST_BLOCK && writers * bytes(block, bits) > half) {
      block /= 2;
    }
    while (bits > 0 && writers * bytes(block, bits) > half) {
      bits--;
    }
    if (writers * bytes(block, bits) > half) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "memory of %d bytes, want at least %d for %d assets on %d threads",
              memoryBytes,
              2 * writers * bytes(block, bits),
              assets,
              threads));
    }
    long sort = Math.max(1, half / threads / LeafSorter.MOST_BYTES);
    return new MemoryPlan(bits, block, (int) Math.min(sort, 1 << 20));
  }

  private static long bytes(int block, int bits) {
    return (long) Spill.bytesPerPartition(block) << bits;
  }

  /** How many leaves are best sorted and folded together. */
  int rangeRecords() {
    return Math.min(BEST_RANGE, sortRecords);
  }

  /** So many that a partition is about the best range, were every row short and every cell full. */
  private static int wantedBits(long bookBytes, int assets) {
    long accounts = bookBytes / (16 + 4L * assets);
    long partitions = accounts / BEST_RANGE;
    return Math.min(MOST_BITS, 64 - Long.numberOfLeadingZeros(partitions));
  }
}
