package dev.solvent.attest.solvency.risk;

/**
 * A European option on a forward price (Black, 1976).
 *
 * @param call whether it is the right to buy
 * @param forward the price of the asset for the day on which it ends, in the quote; 0 where it is
 *     worth nothing
 * @param years until it ends
 * @param volatility of the forward price in a year, such as 0.8
 * @param rate by which a payment at its end is discounted, continuously, a year
 */
public record Black(
    boolean call, double forward, double strike, double years, double volatility, double rate) {
  public Black {
    for (double positive : new double[] {strike, years, volatility}) {
      if (!(positive > 0 && Double.isFinite(positive))) {
        throw new IllegalArgumentException(
            "strike, years or volatility " + positive + ", want it above 0");
      }
    }
    if (!(forward >= 0 && Double.isFinite(forward))) {
      throw new IllegalArgumentException("forward " + forward + ", want 0 or more");
    }
    if (!Double.isFinite(rate)) {
      throw new IllegalArgumentException("rate " + rate + ", want it finite");
    }
  }

  /** By the forward price. */
  public double value() {
    double sign = call ? 1 : -1;
    return discount()
        * sign
        * (forward * Normal.cumulative(sign * d1()) - strike * Normal.cumulative(sign * d2()));
  }

  /** By the forward price, which stays as time passes. */
  public Greeks greeks() {
    double sign = call ? 1 : -1;
    double root = StrictMath.sqrt(years);
    double density = Normal.density(d1());
    return new Greeks(
        discount() * sign * Normal.cumulative(sign * d1()),
        density == 0 ? 0 : discount() * density / (forward * volatility * root),
        discount() * forward * density * root,
        rate * value() - discount() * forward * density * volatility / (2 * root));
  }

  private double d1() {
    double deviation = volatility * StrictMath.sqrt(years);
    return StrictMath.log(forward / strike) / deviation + deviation / 2;
  }

  private double d2() {
    return d1() - volatility * StrictMath.sqrt(years);
  }

  private double discount() {
    return StrictMath.exp(-rate * years);
  }
}
