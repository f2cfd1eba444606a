package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Locator;

/**
 * A leaf as it stands in a tree's file: locator, then the balance in as many bytes as the largest
 * one of its tree needs.
 *
 * <p>Balances are read and written by the words that end with them. What such a word holds before a
 * short balance does not count.
 */
final class LeafRecord {
  static final int BALANCE = Locator.BYTES;

  /** The bytes of any balance. */
  static final int MOST_BALANCE_BYTES = 16;

  /** A record with any balance. */
  static final int MOST_BYTES = BALANCE + MOST_BALANCE_BYTES;

  private LeafRecord() {}

  static int bytes(int balanceBytes) {
    return BALANCE + balanceBytes;
  }

  static long high(byte[] records, int at, int balanceBytes) {
    return balanceBytes <= Long.BYTES
        ? 0
        : Bytes.getLong(records, at + BALANCE + balanceBytes - 2 * Long.BYTES)
            & lowest(balanceBytes - Long.BYTES);
  }

  static long low(byte[] records, int at, int balanceBytes) {
    return Bytes.getLong(records, at + BALANCE + balanceBytes - Long.BYTES)
        & lowest(Math.min(balanceBytes, Long.BYTES));
  }

  private static long lowest(int bytes) {
    return ~(-1L << (4 * bytes) << (4 * bytes)); // twice, as no shift by 64 is one
  }

  /** Writes the record from its end: the locator covers what a short balance's words put there. */
  static void put(
      byte[] records,
      int at,
      byte[] locator,
      int locatorAt,
      int balanceBytes,
      long high,
      long low) {
    int end = at + bytes(balanceBytes);
    if (balanceBytes > Long.BYTES) {
      Bytes.putLong(records, end - 2 * Long.BYTES, high);
    }
    Bytes.putLong(records, end - Long.BYTES, low);
    System.arraycopy(locator, locatorAt, records, at, Locator.BYTES);
  }
}
