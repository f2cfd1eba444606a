package dev.solvent.attest.solvency;

import dev.solvent.merkle.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * Values without rounding: integer counts of 10^-52 of the quote. A price has 18 decimals, a shock
 * of it 4 more and an amount at most 30, so each product is exact; only what is shown is rounded,
 * what is held down and what is owed up.
 *
 * @param quote in whose smallest unit values are shown
 * @param unit that smallest unit, in 10^-52 of the quote
 */
record Measure(Asset quote, BigInteger unit) {
  /** How many decimals a value has. */
  static final int SCALE = 52;

  private static final List<BigInteger> POWERS =
      Stream.iterate(BigInteger.ONE, BigInteger.TEN::multiply).limit(SCALE + 1).toList();
  private static final BigInteger WHOLE = BigInteger.valueOf(Bounds.WHOLE);

  /** As the coverage of other reports: a million times over is as good as any more. */
  private static final BigInteger MOST = BigInteger.valueOf(Bounds.WHOLE * 1_000_000L);

  static Measure in(Asset quote) {
    return new Measure(quote, POWERS.get(SCALE - quote.decimals()));
  }

  /**
   * Of so many units.
   *
   * @param price of a whole one, in 10^-22 of the quote
   */
  static BigInteger value(BigInteger units, int decimals, BigInteger price) {
    return units.multiply(price).multiply(POWERS.get(Asset.MAX_DECIMALS - decimals));
  }

  /** What is held, as it is shown. */
  String down(BigInteger value) {
    return floor(value, unit).toString();
  }

  /** What is owed or missing, as it is shown. */
  String up(BigInteger value) {
    return ceiling(value, unit).toString();
  }

  static BigInteger floor(BigInteger value, BigInteger unit) {
    BigInteger[] parts = value.divideAndRemainder(unit);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  static BigInteger ceiling(BigInteger value, BigInteger unit) {
    return floor(value.negate(), unit).negate();
  }

  /** How far a part reaches, in ten-thousandths, rounded down; all of nothing is the whole. */
  static long reach(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? Bounds.WHOLE
        : part.multiply(WHOLE).divide(whole).min(MOST).longValueExact();
  }

  /**
   * The same in value, where the whole may have become worthless: then nobody can be paid, and the
   * reach is none.
   *
   * @param any whether there is a whole, be it worth nothing
   */
  static long reach(BigInteger part, BigInteger whole, boolean any) {
    return whole.signum() == 0 && any ? 0 : reach(part, whole);
  }

  /** How much of the whole a part is, in ten-thousandths, rounded up; nothing of nothing is 0. */
  static long share(BigInteger part, BigInteger whole) {
    return whole.signum() == 0 ? 0 : ceiling(part.multiply(WHOLE), whole).longValueExact();
  }
}
