package dev.solvent.merkle.tree;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where each account was seen, to find those that were seen twice.
 *
 * <p>Zero balances have no leaf, so the trees alone would not show an account whose first row was
 * all zeros. A sighting is a fingerprint of the account id (and of the asset, in a long book), the
 * line and the id itself: equal fingerprints only point at ids, which are compared byte for byte.
 * The fingerprint is seeded afresh for each build, so that nobody can choose ids that collide.
 */
final class Sightings {
  /** u64 fingerprint, u64 line, u16 asset (or NO_ASSET), u8 length, id. */
  static final int MOST_BYTES = 19 + AccountId.MAX_BYTES;

  static final int NO_ASSET = 0xFFFF;

  private static final int ID = 19;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio

  private final long seed = new SecureRandom().nextLong();

  static int length(byte[] block, int at) {
    return ID + (block[at + 18] & 0xFF);
  }

  /** Writes the sighting of a row and returns its length. */
  int write(Row row, int asset, byte[] out) {
    Bytes.putLong(out, 0, fingerprint(row.account, row.accountLength, asset));
    Bytes.putLong(out, 8, row.line);
    out[16] = (byte) (asset >>> 8);
    out[17] = (byte) asset;
    out[18] = (byte) row.accountLength;
    System.arraycopy(row.account, 0, out, ID, row.accountLength);
    return ID + row.accountLength;
  }

  private long fingerprint(byte[] id, int length, int asset) {
    long hash = seed ^ ((long) asset << 32 | length);
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      hash = mix(hash ^ Bytes.getLong(id, at));
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << 8 | (id[at] & 0xFF);
    }
    return mix(mix(hash ^ rest) ^ seed);
  }

  private static long mix(long value) {
    return Math.unsignedMultiplyHigh(value, MULTIPLIER) ^ (value * MULTIPLIER);
  }

  /** Reports every line of this partition whose account (and asset) stands on an earlier line. */
  void findTwice(Spill spill, int partition, Problems problems) throws IOException {
    int count = Math.toIntExact(spill.count(partition));
    if (count < 2) {
      return;
    }
    Table table = new Table(count);
    Map<Integer, TreeSet<Long>> lines = new TreeMap<>(); // of what stands twice, by offset
    spill.read(
        partition,
        (block, at, length) -> {
          int there = table.add(block, at, length);
          if (there >= 0) {
            TreeSet<Long> all = lines.computeIfAbsent(there, t -> new TreeSet<>());
            all.add(Bytes.getLong(table.bytes, there + 8));
            all.add(Bytes.getLong(block, at + 8));
            if (all.size() > problems.limit() + 1) {
              all.removeLast();
            }
          }
        });
    lines.forEach((there, all) -> report(table.bytes, there, all, problems));
  }

  private static void report(byte[] bytes, int at, SortedSet<Long> lines, Problems problems) {
    String id = new String(bytes, at + ID, bytes[at + 18] & 0xFF, StandardCharsets.UTF_8);
    boolean wide = (bytes[at + 16] & bytes[at + 17]) == -1;
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

  /** The sightings of one partition, found by fingerprint: open addressing over their offsets. */
  private static final class Table {
    private final int[] slots;
    private byte[] bytes;
    private int used;

    Table(int count) {
      slots = new int[Integer.highestOneBit(count) * 4];
      Arrays.fill(slots, -1);
      bytes = new byte[count * 40];
    }

    /** Adds a sighting; the offset of an equal one that is there already, or -1. */
    int add(byte[] block, int at, int length) {
      int slot = (int) Bytes.getLong(block, at) & (slots.length - 1);
      for (; slots[slot] >= 0; slot = (slot + 1) & (slots.length - 1)) {
        int there = slots[slot];
        if (Bytes.getLong(bytes, there) == Bytes.getLong(block, at)
            && Arrays.equals(
                bytes, there + 16, there + length(bytes, there), block, at + 16, at + length)) {
          return there;
        }
      }
      if (used + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
      }
      System.arraycopy(block, at, bytes, used, length);
      slots[slot] = used;
      used += length;
      return -1;
    }
  }
}
