package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.StorageSlots;
import java.math.BigInteger;

/** Numbers as the machine has them, and as nodes write them. */
final class Uint {
  private Uint() {}

  static BigInteger word(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("number " + number + ", want 0 <= number < 2^256");
    }
    return number;
  }

  /** {@code 0x} without leading zeros. */
  static String quantity(BigInteger number) {
    return "0x" + number.toString(16);
  }

  static String quantity(long number) {
    return quantity(BigInteger.valueOf(number));
  }

  /** All 32 bytes, in hex. */
  static String hex(BigInteger word) {
    return StorageSlots.of(word).toString();
  }
}
