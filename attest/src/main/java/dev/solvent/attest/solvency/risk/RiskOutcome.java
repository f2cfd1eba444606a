package dev.solvent.attest.solvency.risk;

/** A figure of risk, or why there is none. */
public sealed interface RiskOutcome {
  /**
   * Losses in the quote, above zero where something is lost.
   *
   * @param valueAtRisk what a loss stays within as often as the confidence says
   * @param expectedShortfall the mean of the losses in the tail beyond
   */
  record Measured(double valueAtRisk, double expectedShortfall) implements RiskOutcome {
    public Measured {
      if (!Double.isFinite(valueAtRisk) || !Double.isFinite(expectedShortfall)) {
        throw new IllegalArgumentException(
            "risk of " + valueAtRisk + " and " + expectedShortfall + ", want finite figures");
      }
    }
  }

  /** What was found and what is wanted. */
  record Unavailable(String reason) implements RiskOutcome {}
}
