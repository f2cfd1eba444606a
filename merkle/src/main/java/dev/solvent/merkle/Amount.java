package dev.solvent.merkle;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An integer count of an asset's smallest unit, {@code 0 <= amount < 2^128}: two unsigned halves.
 *
 * <p>There is no negative amount and no wrap: a sum that could go down would let an operator hide a
 * liability.
 */
public record Amount(long high, long low) implements Comparable<Amount> {
  public static final Amount ZERO = new Amount(0, 0);
  public static final Amount MAX = new Amount(-1, -1);

  /** The most decimal digits an amount has: 2^128 - 1 has 39. */
  public static final int MAX_DIGITS = 39;

  /** An amount of at most 2^63 - 1 units. */
  public static Amount of(long units) {
    if (units < 0) {
      throw new IllegalArgumentException("amount " + units + ", want 0 <= amount < 2^128");
    }
    return new Amount(0, units);
  }

  /** Reads the one decimal form of an amount: {@code 0|[1-9][0-9]{0,38}}, below 2^128. */
  public static Amount parse(String text) throws MalformedException {
    int length = text.length();
    if (length == 0 || length > MAX_DIGITS || (text.charAt(0) == '0' && length > 1)) {
      throw notAnAmount(text);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw notAnAmount(text);
      }
      // value * 10 + digit in two halves. Only the 39th digit can pass 2^128; each step would say
      // so.
      long carry = Math.unsignedMultiplyHigh(low, 10);
      long timesTen = low * 10;
      low = timesTen + digit;
      if (Long.compareUnsigned(low, timesTen) < 0) {
        carry++;
      }
      if (Math.unsignedMultiplyHigh(high, 10) != 0) {
        throw notAnAmount(text);
      }
      high = high * 10 + carry;
      if (Long.compareUnsigned(high, carry) < 0) {
        throw notAnAmount(text);
      }
    }
    return new Amount(high, low);
  }

  private static MalformedException notAnAmount(String text) {
    return new MalformedException(
        "amount " + Quoted.of(text) + ", want 0|[1-9][0-9]{0,38} and below 2^128");
  }

  /** The sum, or an {@link ArithmeticException}: never a wrap. */
  public Amount plus(Amount other) {
    if (overflowsWith(other)) {
      throw new ArithmeticException("sum of " + this + " and " + other + ", want below 2^128");
    }
    long sum = low + other.low;
    return new Amount(high + other.high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0), sum);
  }

  /** Whether the sum of the two would reach 2^128. */
  public boolean overflowsWith(Amount other) {
    return new Amount(~high, ~low).compareTo(other) < 0;
  }

  public boolean isZero() {
    return (high | low) == 0;
  }

  /** How many bytes the big-endian form needs, at least one. */
  public int byteLength() {
    int bits =
        high != 0 ? 128 - Long.numberOfLeadingZeros(high) : 64 - Long.numberOfLeadingZeros(low);
    return Math.max(1, (bits + 7) / 8);
  }

  @Override
  public int compareTo(Amount other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  public BigInteger toBigInteger() {
    byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    return new BigInteger(1, bytes);
  }

  /** The decimal form that {@link #parse} reads. */
  @Override
  public String toString() {
    return high == 0 ? Long.toUnsignedString(low) : toBigInteger().toString();
  }

  /** For people: the amount in whole coins, every decimal written, such as {@code 0.42000000}. */
  public String toDecimal(int decimals) {
    String units = toString();
    if (decimals == 0) {
      return units;
    }
    String padded = "0".repeat(Math.max(0, decimals + 1 - units.length())) + units;
    int point = padded.length() - decimals;
    return padded.substring(0, point) + "." + padded.substring(point);
  }
}
