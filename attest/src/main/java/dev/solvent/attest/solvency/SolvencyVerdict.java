package dev.solvent.attest.solvency;

import dev.solvent.merkle.Hash;

/** What {@link SolvencyCheck} says of a published report. */
public sealed interface SolvencyVerdict {
  /**
   * It follows from the manifests, byte for byte.
   *
   * @param announces the policy by which the next report has to be made
   */
  record Confirmed(Hash announces) implements SolvencyVerdict {}

  /** It does not, or nothing can be said. */
  record Refused(Reason reason, String detail) implements SolvencyVerdict {}

  /** Why. */
  enum Reason {
    /** The manifests contradict one another, so that no report follows. */
    INPUTS,
    /** The policy is not the one that was announced. */
    POLICY,
    /** The report is not of its format. */
    MALFORMED,
    /** Something else follows. */
    DIFFERENT
  }
}
