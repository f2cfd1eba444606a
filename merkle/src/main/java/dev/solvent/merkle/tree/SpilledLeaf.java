package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Locator;

/** A leaf as it stands in a spill: locator, u8 length, balance without leading zeros. */
final class SpilledLeaf {
  private static final int BALANCE = Locator.BYTES + 1;

  static final int MOST_BYTES = BALANCE + LeafRecord.MOST_BALANCE_BYTES;

  private SpilledLeaf() {}

  static int length(byte[] block, int at) {
    return BALANCE + balanceBytes(block, at);
  }

  /** What a leaf takes whose balance needs so many bytes. */
  static int bytes(int balanceBytes) {
    return BALANCE + balanceBytes;
  }

  static int balanceBytes(byte[] block, int at) {
    return block[at + Locator.BYTES] & 0xFF;
  }

  /** Writes length and balance after the locator and returns the leaf's length. */
  static int putBalance(byte[] leaf, long high, long low) {
    int zeros =
        high == 0 ? Long.SIZE + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high);
    int bytes = LeafRecord.MOST_BALANCE_BYTES - zeros / Byte.SIZE;
    leaf[Locator.BYTES] = (byte) bytes;
    int unused = zeros / Byte.SIZE * Byte.SIZE; // bits, and the balance is moved over them
    if (unused >= Long.SIZE) {
      Bytes.putLong(leaf, BALANCE, low << (unused - Long.SIZE));
    } else {
      Bytes.putLong(leaf, BALANCE, high << unused | low >>> 1 >>> (Long.SIZE - 1 - unused));
      Bytes.putLong(leaf, BALANCE + Long.BYTES, low << unused);
    }
    return BALANCE + bytes;
  }

  /** Writes the leaf as a {@link LeafRecord}, which has room for its balance. */
  static void toRecord(byte[] block, int at, byte[] records, int recordAt, int balanceBytes) {
    int own = balanceBytes(block, at);
    long high = LeafRecord.high(block, at + 1, own); // where a record would end as this leaf does
    long low = LeafRecord.low(block, at + 1, own);
    LeafRecord.put(records, recordAt, block, at, balanceBytes, high, low);
  }
}
