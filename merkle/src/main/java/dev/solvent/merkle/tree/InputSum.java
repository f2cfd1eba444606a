package dev.solvent.merkle.tree;

import java.math.BigInteger;

/**
 * The second, independent sum of one asset's balances, taken as they are read: four 32-bit limbs
 * that are not carried until the end, so it shares neither data nor arithmetic with the tree. Good
 * for 2^31 balances. One instance a thread.
 */
final class InputSum {
  private static final long LIMB = 0xFFFF_FFFFL;

  private long limb0;
  private long limb1;
  private long limb2;
  private long limb3;
  private long count;

  void add(long high, long low) {
    limb0 += low & LIMB;
    limb1 += low >>> 32;
    limb2 += high & LIMB;
    limb3 += high >>> 32;
    if (++count >= 1L << 31) {
      throw new ArithmeticException("2^31 balances on one thread, want fewer");
    }
  }

  long count() {
    return count;
  }

  BigInteger total() {
    return BigInteger.valueOf(limb3)
        .shiftLeft(32)
        .add(BigInteger.valueOf(limb2))
        .shiftLeft(32)
        .add(BigInteger.valueOf(limb1))
        .shiftLeft(32)
        .add(BigInteger.valueOf(limb0));
  }
}
