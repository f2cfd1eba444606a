package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Amount;
import java.math.BigInteger;

/** What must be added to a balance, or taken away, so that one total becomes another. */
record Change(boolean up, Amount by) {
  static Change between(Amount from, Amount to) {
    BigInteger by = to.toBigInteger().subtract(from.toBigInteger());
    BigInteger size = by.abs();
    return new Change(
        by.signum() >= 0, new Amount(size.shiftRight(64).longValue(), size.longValue()));
  }

  /** Whether the balance, two unsigned halves, can be changed so and stay one. */
  boolean fits(long high, long low) {
    int byHigh = Long.compareUnsigned(high, by.high());
    return up || byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(low, by.low()) >= 0);
  }

  long low(long low) {
    return up ? low + by.low() : low - by.low();
  }

  long high(long high, long low) {
    if (up) {
      return high + by.high() + (Long.compareUnsigned(low + by.low(), low) < 0 ? 1 : 0);
    }
    return high - by.high() - (Long.compareUnsigned(low, by.low()) < 0 ? 1 : 0);
  }
}
