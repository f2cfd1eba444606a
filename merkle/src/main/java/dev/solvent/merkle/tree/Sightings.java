package dev.solvent.merkle.tree;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.book.Row;
import java.security.SecureRandom;

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

  static final int LINE = 8;
  static final int ASSET = 16;
  static final int ID = 19;
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
}
