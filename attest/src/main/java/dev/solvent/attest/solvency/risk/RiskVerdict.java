package dev.solvent.attest.solvency.risk;

/** What {@link RiskCheck} says of a published report of risk. */
public sealed interface RiskVerdict {
  /** It follows from its files, byte for byte. */
  record Confirmed() implements RiskVerdict {}

  /** It does not, or nothing can be said. */
  record Refused(Reason reason, String detail) implements RiskVerdict {}

  /** Why. */
  enum Reason {
    /** The files contradict one another, so that no report follows. */
    INPUTS,
    /** The report is not of its format. */
    MALFORMED,
    /** Something else follows. */
    DIFFERENT
  }
}
