package dev.solvent.chain.anchor;

import java.math.BigInteger;

/** Numbers from 0 up as big-endian bytes of a fixed count. */
final class Words {
  private Words() {}

  static byte[] padded(BigInteger number, int length) {
    if (number.signum() < 0 || number.bitLength() > 8 * length) {
      throw new IllegalArgumentException(
          "number of " + number.bitLength() + " bits, want 0 to 2^" + 8 * length + " - 1");
    }
    byte[] out = new byte[length];
    byte[] bytes = number.toByteArray(); // with a zero before a first bit that is set
    int count = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - count, out, length - count, count);
    return out;
  }
}
