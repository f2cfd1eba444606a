package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as they are shown: the exact value of a binary64, rounded once, half to even. */
final class Shown {
  /** Greeks have more decimals than some tokens and fewer than others. */
  private static final int UNIT_DECIMALS = 8;

  /** A hedge ratio of a surplus of next to nothing says no more than this. */
  private static final double MOST = 1e10;

  private Shown() {}

  /** In the quote's smallest unit. */
  static String value(double value, Asset quote) {
    return rounded(value, quote.decimals());
  }

  /** In 10^-8 of a whole unit. */
  static String units(double units) {
    return rounded(units, UNIT_DECIMALS);
  }

  /** In ten-thousandths, a million times over at most, either way. */
  static long share(double share) {
    return (long) StrictMath.rint(Math.clamp(share * Confidence.WHOLE, -MOST, MOST));
  }

  private static String rounded(double figure, int decimals) {
    return new BigDecimal(figure)
        .movePointRight(decimals)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  static JsonObject unavailable(String reason) {
    return new ObjectBuilder().put("unavailable", reason).build();
  }
}
