package dev.solvent.attest.solvency.risk;

/**
 * How often a loss is to stay within its figure.
 *
 * @param tenThousandths 5,000 to 9,999, such as 9,900 for 99 %
 */
public record Confidence(int tenThousandths) {
  static final int WHOLE = 10_000;

  public Confidence {
    if (tenThousandths < WHOLE / 2 || tenThousandths >= WHOLE) {
      throw new IllegalArgumentException(
          "confidence " + tenThousandths + ", want 5000 to 9999 ten-thousandths");
    }
  }

  double share() {
    return (double) tenThousandths / WHOLE;
  }

  /** How often it may be worse, in ten-thousandths. */
  int tail() {
    return WHOLE - tenThousandths;
  }
}
