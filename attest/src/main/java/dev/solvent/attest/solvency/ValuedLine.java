package dev.solvent.attest.solvency;

import dev.solvent.attest.reserves.Assurance;
import java.math.BigInteger;

/**
 * An asset at a price.
 *
 * @param owed the value of what is owed
 * @param counted what is held, proven or observed, and owned
 */
record ValuedLine(Line line, Measure measure, BigInteger price, BigInteger owed, Held counted) {
  /**
   * @param raw the value at the price
   * @param cut what counts of it after haircut
   */
  record Held(BigInteger raw, BigInteger cut) {}

  static ValuedLine of(Line line, Measure measure, BigInteger price) {
    BigInteger owed = Measure.value(line.owed(), line.asset().decimals(), price);
    return new ValuedLine(
        line, measure, price, owed, held(line, measure, price, Assurance.OBSERVED));
  }

  private static Held held(Line line, Measure measure, BigInteger price, Assurance level) {
    BigInteger raw = Measure.value(line.held(level), line.asset().decimals(), price);
    return new Held(raw, line.haircut().of(raw, measure.unit()));
  }

  /** What this level, or a stronger one, stands behind. */
  Held held(Assurance level) {
    return level == Assurance.OBSERVED ? counted : held(line, measure, price, level);
  }

  BigInteger value(BigInteger units) {
    return Measure.value(units, line.asset().decimals(), price);
  }
}
