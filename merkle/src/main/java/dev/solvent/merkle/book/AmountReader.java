package dev.solvent.merkle.book;

import dev.solvent.merkle.book.CsvOptions.Amounts;

/**
 * Reads amounts from bytes, exactly and in one form only. A reused buffer for the amount read; used
 * by one thread. What is wrong with bytes that it refuses, {@link AmountFault} says.
 *
 * <pre>
 *   DECIMAL  -?(0|[1-9][0-9]*)(\.[0-9]+)?   only zeros past the asset's decimals
 *   UNITS    -?(0|[1-9][0-9]*)
 * </pre>
 *
 * In either form zero has no minus and the result is below 2^128.
 */
final class AmountReader {
  /** So many digits always fit a long. */
  private static final int LONG_DIGITS = 18;

  private static final long[] POWERS_OF_TEN = new long[LONG_DIGITS + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i <= LONG_DIGITS; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private final boolean units;
  private boolean negative;
  private long high;
  private long low;

  AmountReader(Amounts form) {
    units = form == Amounts.UNITS;
  }

  /** Whether the amount last read is below zero; its halves are those of its absolute value. */
  boolean negative() {
    return negative;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  boolean isZero() {
    return (high | low) == 0;
  }

  /**
   * Reads all of {@code bytes[from..to)}; false if it is not an amount of that many decimals. The
   * array reaches {@link Words#ROOM} past {@code to}.
   */
  boolean read(byte[] bytes, int from, int to, int decimals) {
    negative = from < to && bytes[from] == '-';
    int whole = negative ? from + 1 : from;
    int point = units ? to : point(bytes, whole, to);
    if (point == whole || (point > whole + 1 && bytes[whole] == '0') || point + 1 == to) {
      return false;
    }
    int fraction = Math.min(point + 1, to);
    int fractionEnd = Math.min(fraction + decimals, to);
    return allZeros(bytes, fractionEnd, to)
        && set(bytes, whole, point, fraction, fractionEnd, units ? 0 : decimals)
        && !(negative && isZero());
  }

  /** Where the point stands, or {@code to} where there is none. */
  private static int point(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      long points = Words.points(Words.get(bytes, at));
      if (points != 0) {
        return Math.min(at + Words.firstOf(points), to);
      }
    }
    return to;
  }

  private static boolean allZeros(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != '0') {
        return false;
      }
    }
    return true;
  }

  /** The digits of both parts with as many zeros as are missing; false if they are no amount. */
  private boolean set(
      byte[] bytes, int whole, int point, int fraction, int fractionEnd, int decimals) {
    int wholeDigits = point - whole;
    int fractionDigits = fractionEnd - fraction;
    int missing = decimals - fractionDigits;
    if (wholeDigits + fractionDigits <= LONG_DIGITS && missing <= LONG_DIGITS) {
      long coins = digits(bytes, whole, point);
      long parts = digits(bytes, fraction, fractionEnd);
      long written = coins * POWERS_OF_TEN[fractionDigits] + parts;
      high = Math.multiplyHigh(written, POWERS_OF_TEN[missing]);
      low = written * POWERS_OF_TEN[missing]; // 10^36 at most
      return (coins | parts) >= 0;
    }
    high = 0;
    low = 0;
    int first = Math.min(missing, LONG_DIGITS);
    return push(bytes, whole, point)
        && push(bytes, fraction, fractionEnd)
        && timesPlus(POWERS_OF_TEN[first], 0)
        && timesPlus(POWERS_OF_TEN[missing - first], 0);
  }

  /** Puts more digits behind the amount; false if they are none or too many. */
  private boolean push(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += LONG_DIGITS) {
      int end = Math.min(to, at + LONG_DIGITS);
      long digits = digits(bytes, at, end);
      if (digits < 0 || !timesPlus(POWERS_OF_TEN[end - at], digits)) {
        return false;
      }
    }
    return true;
  }

  /** The number in at most 18 bytes, or -1 if one of them is no digit. */
  private static long digits(byte[] bytes, int from, int to) {
    long value = 0;
    int at = from;
    for (; to - at > Long.BYTES; at += Long.BYTES) {
      long eight = Words.decimal(Words.get(bytes, at), Long.BYTES);
      if (eight < 0) {
        return -1;
      }
      value = 100_000_000 * value + eight;
    }
    long rest = Words.decimal(Words.get(bytes, at), to - at);
    return rest < 0 ? -1 : value * POWERS_OF_TEN[to - at] + rest;
  }

  /** Multiplies and adds in 128 bits; false if the result needs more. */
  private boolean timesPlus(long factor, long summand) {
    long product = low * factor;
    long carry = Math.unsignedMultiplyHigh(low, factor);
    low = product + summand;
    if (Long.compareUnsigned(low, product) < 0) {
      carry++;
    }
    boolean fits = Math.unsignedMultiplyHigh(high, factor) == 0;
    high = high * factor + carry;
    return fits && Long.compareUnsigned(high, carry) >= 0;
  }
}
