package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.book.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports every line whose account (and asset) stands on an earlier line too: goes through the
 * sightings a partition at a time, on one thread. Their fingerprints alone tell that nothing stands
 * there twice, as is usual; where two agree, all are looked through again, with a table that is
 * found in by fingerprint.
 */
final class TwiceFinder implements Workers.Task {
  private static final int SPLIT_BITS = 4;

  private final Spill sightings;
  private final AtomicInteger nextPartition;
  private final Problems problems;
  private final Path temporary;
  private final long mostBytes;

  private long[] fingerprints = new long[0];
  private int fingerprintCount;

  // Offsets into bytes by the last bits of the fingerprint, open addressing; -1 where free.
  private int[] slots = new int[0];
  private byte[] bytes = new byte[0];
  private int mask;
  private int used;
  private int entries;
  private boolean full; // one more would be beyond its memory

  /**
   * A finder that takes partitions until none is left.
   *
   * @param mostBytes what its table may take; a partition beyond that is cut again
   */
  TwiceFinder(
      Spill sightings,
      AtomicInteger nextPartition,
      Problems problems,
      Path temporary,
      long mostBytes) {
    this.sightings = sightings;
    this.nextPartition = nextPartition;
    this.problems = problems;
    this.temporary = temporary;
    this.mostBytes = Math.min(mostBytes, 1 << 30);
  }

  @Override
  public void run() throws IOException {
    for (int i = nextPartition.getAndIncrement();
        i < sightings.partitions();
        i = nextPartition.getAndIncrement()) {
      search(sightings, i);
    }
  }

  private void search(Spill spill, int partition) throws IOException {
    long count = spill.count(partition);
    if (count < 2 || areDistinct(spill, partition, count)) {
      return;
    }
    prepare(count);
    Map<Integer, SortedSet<Long>> twice = new TreeMap<>(); // lines, by the first one's offset
    spill.read(partition, (block, from, to) -> addAll(block, from, to, twice));
    if (full) {
      split(spill, partition);
    } else {
      twice.forEach(this::report);
    }
  }

  private void addAll(byte[] block, int from, int to, Map<Integer, SortedSet<Long>> twice) {
    int length;
    for (int at = from; at < to && !full; at += length) {
      length = Sightings.length(block, at);
      full = used + length > mostBytes || entries > mask / 2;
      int there = full ? -1 : add(block, at, length);
      if (there >= 0) {
        SortedSet<Long> lines = twice.computeIfAbsent(there, t -> new TreeSet<>());
        lines.add(Bytes.getLong(bytes, there + Sightings.LINE));
        lines.add(Bytes.getLong(block, at + Sightings.LINE));
        if (lines.size() > problems.limit() + 1) {
          lines.removeLast();
        }
      }
    }
  }

  /** Whether no two fingerprints agree; false also where there are too many to be sorted here. */
  private boolean areDistinct(Spill spill, int partition, long count) throws IOException {
    if (count > mostBytes / Long.BYTES) {
      return false;
    }
    if (fingerprints.length < count) {
      fingerprints = new long[(int) count];
    }
    fingerprintCount = 0;
    spill.read(
        partition,
        (block, from, to) -> {
          for (int at = from; at < to; at += Sightings.length(block, at)) {
            fingerprints[fingerprintCount] = Bytes.getLong(block, at);
            fingerprintCount++;
          }
        });
    Arrays.sort(fingerprints, 0, fingerprintCount);
    for (int i = 1; i < fingerprintCount; i++) {
      if (fingerprints[i] == fingerprints[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Empties the table and gives it room for so many, as far as its memory allows. */
  private void prepare(long count) {
    fingerprints = new long[0]; // what they took is the table's now
    long most = Long.highestOneBit(mostBytes / Integer.BYTES);
    int size = (int) Math.min(4 * Long.highestOneBit(count), most);
    if (slots.length < size) {
      slots = new int[size];
    }
    mask = size - 1;
    Arrays.fill(slots, 0, size, -1);
    used = 0;
    entries = 0;
    full = false;
  }

  private void split(Spill spill, int partition) throws IOException {
    Path name = temporary.resolve(".sightings-" + UUID.randomUUID());
    try (Spill finer = spill.split(partition, name, SPLIT_BITS)) {
      for (int i = 0; i < finer.partitions(); i++) {
        search(finer, i);
      }
    }
  }

  /** Adds a sighting; the offset of an equal one that is there already, or -1. */
  private int add(byte[] block, int at, int length) {
    long fingerprint = Bytes.getLong(block, at);
    int slot = (int) fingerprint & mask;
    for (; slots[slot] >= 0; slot = (slot + 1) & mask) {
      int there = slots[slot];
      if (Bytes.getLong(bytes, there) == fingerprint
          && Arrays.equals(
              bytes,
              there + Sightings.ASSET,
              there + Sightings.length(bytes, there),
              block,
              at + Sightings.ASSET,
              at + length)) {
        return there;
      }
    }
    if (used + length > bytes.length) {
      long room = Math.min(mostBytes, Math.max(1 << 16, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) room);
    }
    System.arraycopy(block, at, bytes, used, length);
    slots[slot] = used;
    used += length;
    entries++;
    return -1;
  }

  private void report(int at, SortedSet<Long> lines) {
    int length = bytes[at + Sightings.ID - 1] & 0xFF;
    String id = new String(bytes, at + Sightings.ID, length, StandardCharsets.UTF_8);
    boolean wide = (bytes[at + Sightings.ASSET] & bytes[at + Sightings.ASSET + 1]) == -1;
    long first = lines.removeFirst();
    for (long line : lines) {
      problems.add(
          new Problem(
              line,
              "",
              String.format(
                  Locale.ROOT,
                  "account \"%s\" again, first on line %d, want each once%s",
                  id,
                  first,
                  wide ? "" : " an asset"),
              "keep one of the two lines, or one line with both added up"));
    }
  }
}
