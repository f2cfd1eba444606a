package dev.solvent.attest.solvency.risk;

/**
 * The price of an asset for a later day: that of today, grown by a rate.
 *
 * @param spot the asset's price, in the quote
 * @param rate continuous, a year
 * @param years until that day; 0 for a perpetual
 */
public record Forward(double spot, double rate, double years) {
  public Forward {
    if (!(spot >= 0 && Double.isFinite(spot))) {
      throw new IllegalArgumentException("price " + spot + ", want 0 or more");
    }
    if (!Double.isFinite(rate) || !(years >= 0 && Double.isFinite(years))) {
      throw new IllegalArgumentException(
          "rate " + rate + " over " + years + " years, want both finite and not before today");
    }
  }

  double growth() {
    return StrictMath.exp(rate * years);
  }

  double price() {
    return spot * growth();
  }

  /** The same after the asset's price has become so many times what it was. */
  Forward after(double factor) {
    return new Forward(spot * factor, rate, years);
  }
}
