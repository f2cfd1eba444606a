package dev.solvent.attest.solvency;

import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.merkle.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What counts of an asset less what is owed in it: what its price can change the exchange by.
 *
 * @param units below zero where more is owed
 * @param price of a whole one, in 10^-18 of the quote
 */
public record Surplus(Asset asset, BigInteger units, BigInteger price) {
  private static final int PRICE_DECIMALS = 18;

  static Surplus of(Line line) {
    return new Surplus(
        line.asset(),
        line.held(Assurance.OBSERVED).subtract(line.owed()),
        ((Priced) line.price()).price());
  }

  /** In whole units, exactly. */
  public BigDecimal wholeUnits() {
    return new BigDecimal(units, asset.decimals());
  }

  /** In the quote, exactly. */
  public BigDecimal value() {
    return wholeUnits().multiply(new BigDecimal(price, PRICE_DECIMALS));
  }
}
