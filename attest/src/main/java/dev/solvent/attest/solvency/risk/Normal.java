package dev.solvent.attest.solvency.risk;

/** The standard normal distribution, to some 15 decimals. Without state: any thread. */
final class Normal {
  /** Beyond this many deviations less than 10^-18 is left. */
  private static final double FAR = 9;

  private static final double ROOT_OF_TWO_PI = StrictMath.sqrt(2 * Math.PI);

  private Normal() {}

  static double density(double x) {
    return StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
  }

  /**
   * The probability of less than x: 1/2 + density(x) (x + x^3/3 + x^5/(3·5) + …), which follows by
   * parts. Its terms have one sign, so none is lost against another.
   */
  static double cumulative(double x) {
    if (Math.abs(x) > FAR) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; sum + term * x * x / odd != sum; odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return Math.clamp(0.5 + density(x) * sum, 0, 1);
  }

  /** Where the probability of less is p, by halving until two neighbours are left. */
  static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("probability " + p + ", want 0 < p < 1");
    }
    double low = -FAR;
    double high = FAR;
    double middle = 0;
    while (low < middle && middle < high) {
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
      middle = low + (high - low) / 2;
    }
    return high;
  }
}
