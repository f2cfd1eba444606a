package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Up to 256 entries in one file, each after its length of two bytes. {@code docs/spec/log.md}
 * section 5.
 */
public final class EntryBundle {
  public static final int MAX_ENTRY = 0xFFFF;

  private EntryBundle() {}

  /** Reads exactly {@code width} entries, and nothing after them. */
  public static List<byte[]> parse(byte[] bundle, int width) throws MalformedException {
    List<byte[]> entries = new ArrayList<>();
    int[] ends = ends(bundle, width);
    for (int i = 0; i < width; i++) {
      entries.add(Arrays.copyOfRange(bundle, start(ends, i), ends[i]));
    }
    return entries;
  }

  /** Where each of exactly {@code width} entries ends. */
  public static int[] ends(byte[] bundle, int width) throws MalformedException {
    int[] ends = new int[width];
    int at = 0;
    for (int i = 0; i < width; i++) {
      int length =
          at + 2 <= bundle.length
              ? ((bundle[at] & 0xFF) << 8) | (bundle[at + 1] & 0xFF)
              : MAX_ENTRY;
      if (bundle.length - at - 2 < length) {
        throw new MalformedException(
            "bundle that ends within entry " + i + ", want " + width + " entries");
      }
      at += 2 + length;
      ends[i] = at;
    }
    if (at != bundle.length) {
      throw new MalformedException(
          "bundle of " + bundle.length + " bytes, want the " + at + " of " + width + " entries");
    }
    return ends;
  }

  private static int start(int[] ends, int i) {
    return (i == 0 ? 0 : ends[i - 1]) + 2;
  }

  /** Hashes each entry into its place of a tile of level 0. */
  public static void hash(byte[] bundle, int[] ends, LogHasher hasher, byte[] tile) {
    for (int i = 0; i < ends.length; i++) {
      int start = start(ends, i);
      hasher.leaf(bundle, start, ends[i] - start, tile, i * Hash.BYTES);
    }
  }

  public static byte[] print(List<byte[]> entries) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY) {
        throw new IllegalArgumentException(
            "entry of " + entry.length + " bytes, want at most " + MAX_ENTRY);
      }
      bundle.write(entry.length >>> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }
}
