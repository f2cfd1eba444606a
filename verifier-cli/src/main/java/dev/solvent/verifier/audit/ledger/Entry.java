package dev.solvent.verifier.audit.ledger;

import dev.solvent.merkle.Amount;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One balance as it is set down for comparing: 22 bytes of the account's hash, u16 asset, u128
 * units.
 */
final class Entry {
  static final int HASH = 22;
  static final int KEY = HASH + 2;
  static final int BYTES = KEY + 16;

  private Entry() {}

  static void write(byte[] hash, int asset, long high, long low, byte[] out) {
    ByteBuffer.wrap(out).put(hash, 0, HASH).putShort((short) asset).putLong(high).putLong(low);
  }

  static int asset(byte[] entries, int at) {
    return ByteBuffer.wrap(entries).getShort(at + HASH) & 0xFFFF;
  }

  static Amount amount(byte[] entries, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(entries);
    return new Amount(buffer.getLong(at + KEY), buffer.getLong(at + KEY + 8));
  }

  /** What an account's entries of all assets have in common. */
  static ByteBuffer hash(byte[] entries, int at) {
    return ByteBuffer.wrap(Arrays.copyOfRange(entries, at, at + HASH));
  }

  static boolean sameKey(byte[] one, int at, byte[] other, int otherAt) {
    return Arrays.equals(one, at, at + KEY, other, otherAt, otherAt + KEY);
  }

  static boolean sameAmount(byte[] one, int at, byte[] other, int otherAt) {
    return Arrays.equals(one, at + KEY, at + BYTES, other, otherAt + KEY, otherAt + BYTES);
  }
}
