package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.solvency.risk.RiskOutcome.Measured;
import dev.solvent.attest.solvency.risk.RiskOutcome.Unavailable;

/**
 * Risk by a normal distribution of mean zero, whose variance weighs each day less than the next
 * (EWMA).
 *
 * <p>The variance is that of the exposures' own profits, day by day. It is what the covariance
 * matrix of all assets comes to, exposure by exposure, since weights and profits are linear; and a
 * matrix of 2,000 assets need not be built.
 */
final class ParametricRisk {
  /** A day, and how much less it weighs than the next. */
  private static final double DECAY = 0.94;

  private static final int FEWEST_DAYS = 30;

  private ParametricRisk() {}

  /** By the profits of single days, the oldest first. */
  static RiskOutcome ofProfits(double[] profits, int span, Confidence confidence) {
    if (profits.length < FEWEST_DAYS) {
      return new Unavailable("history of " + profits.length + " spans, want " + FEWEST_DAYS);
    }
    return ofDeviation(StrictMath.sqrt(variance(profits, DECAY)), span, confidence);
  }

  /** The first day's square, and from then on so much of what was and the rest of what is new. */
  static double variance(double[] profits, double decay) {
    double variance = profits[0] * profits[0];
    for (int day = 1; day < profits.length; day++) {
      variance = decay * variance + (1 - decay) * profits[day] * profits[day];
    }
    return variance;
  }

  /** Of a daily deviation, in the quote: it grows with the root of time. */
  static Measured ofDeviation(double daily, int span, Confidence confidence) {
    double deviation = daily * StrictMath.sqrt(span);
    double quantile = Normal.quantile(confidence.share());
    double tail = (double) confidence.tail() / Confidence.WHOLE;
    return new Measured(deviation * quantile, deviation * Normal.density(quantile) / tail);
  }
}
