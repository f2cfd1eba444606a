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
    BigInteger held = Measure.value(line.held(Assurance.OBSERVED), line.asset().decimals(), price);
    return of(line, measure, price, owed, held);
  }

  /** Where the values of what is owed, and of what is held and counts, are known. */
  static ValuedLine of(
      Line line, Measure measure, BigInteger price, BigInteger owed, BigInteger held) {
    return new ValuedLine(line, measure, price, owed, held(line, measure, held));
  }

  private static Held held(Line line, Measure measure, BigInteger raw) {
    return new Held(raw, line.haircut().of(raw, measure.unit()));
  }

  /** What this level, or a stronger one, stands behind. */
  Held held(Assurance level) {
    return level == Assurance.OBSERVED ? counted : held(line, measure, value(line.held(level)));
  }

  BigInteger value(BigInteger units) {
    return Measure.value(units, line.asset().decimals(), price);
  }
}
