package dev.solvent.attest.report;

import dev.solvent.merkle.Asset;
import java.math.BigInteger;

/**
 * How far the reserves reach in one asset, in its smallest unit. What counts is proven or observed,
 * and owned; the rest is shown apart and never added in.
 *
 * @param liabilities the attested total and everything excluded
 * @param counted proven or observed, owned, in a block that the reader's sources confirm
 * @param conditional proven, owned, in a block that nobody the reader trusts confirms
 * @param attested signed for by a custodian of the reader's policy
 * @param claimed everything else
 */
public record Coverage(
    Asset asset,
    BigInteger liabilities,
    BigInteger counted,
    BigInteger conditional,
    BigInteger attested,
    BigInteger claimed) {
  /** The whole: every unit owed is covered. */
  public static final int WHOLE = 10_000;

  public Coverage {
    for (BigInteger sum : new BigInteger[] {liabilities, counted, conditional, attested, claimed}) {
      if (sum.signum() < 0) {
        throw new IllegalArgumentException("sum " + sum + ", want 0 or more");
      }
    }
  }

  /**
   * Whether at least so many ten-thousandths of what is owed are covered; nothing owed always is.
   */
  public boolean reaches(int basisPoints) {
    return counted
            .multiply(BigInteger.valueOf(WHOLE))
            .compareTo(liabilities.multiply(BigInteger.valueOf(basisPoints)))
        >= 0;
  }

  /** In ten-thousandths, rounded down, and no more than a million times over. */
  public long basisPoints() {
    if (liabilities.signum() == 0) {
      return WHOLE;
    }
    BigInteger ratio = counted.multiply(BigInteger.valueOf(WHOLE)).divide(liabilities);
    return ratio.min(BigInteger.valueOf(WHOLE * 1_000_000L)).longValueExact();
  }

  /** Ten-thousandths as a percentage. */
  public static String percent(long basisPoints) {
    long rest = basisPoints % 100;
    return basisPoints / 100 + (rest < 10 ? ".0" : ".") + rest + " %";
  }
}
