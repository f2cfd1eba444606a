package dev.solvent.attest.solvency.risk;

/**
 * How a value changes: by a price (delta), delta by it (gamma), by the volatility (vega), and by a
 * year that passes while all else stays (theta).
 */
public record Greeks(double delta, double gamma, double vega, double theta) {
  static final Greeks NONE = new Greeks(0, 0, 0, 0);

  Greeks plus(Greeks other) {
    return new Greeks(
        delta + other.delta, gamma + other.gamma, vega + other.vega, theta + other.theta);
  }
}
