package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.solvency.risk.RiskOutcome.Measured;
import dev.solvent.attest.solvency.risk.RiskOutcome.Unavailable;
import java.util.Arrays;

/** Risk by what has happened: every span of the history is as likely as any other. */
final class HistoricalRisk {
  private HistoricalRisk() {}

  /**
   * The value at risk is the least loss that at least the confidence's share of all stay within.
   * The expected shortfall is the mean of the tail's worst losses; where the tail ends within one,
   * that one has the weight of its part.
   */
  static RiskOutcome ofProfits(double[] profits, Confidence confidence) {
    int n = profits.length;
    long tail = (long) n * confidence.tail();
    if (tail < Confidence.WHOLE) {
      int least = (Confidence.WHOLE + confidence.tail() - 1) / confidence.tail();
      return new Unavailable("history of " + n + " spans, want " + least + " for one in the tail");
    }
    double[] ascending = profits.clone();
    Arrays.sort(ascending);
    int whole = (int) (tail / Confidence.WHOLE);
    double part = (double) (tail % Confidence.WHOLE) / Confidence.WHOLE;
    double worst = 0;
    for (int i = 0; i < whole; i++) {
      worst -= ascending[i];
    }
    worst -= part * ascending[whole];
    return new Measured(0 - ascending[whole], worst / ((double) tail / Confidence.WHOLE));
  }
}
