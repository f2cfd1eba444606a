package dev.solvent.attest.report;

/** What a verification comes to, the worst first: of several the first wins. */
public enum Verdict {
  /** What was given could not be read. */
  MALFORMED(2),
  /** A check failed, or one that the policy requires was not made. */
  FAILED(1),
  /** Everything holds, and the reserves do not reach the liabilities as far as the policy wants. */
  SHORT(4),
  /** Everything holds, and it is older than it may be, or not the newest. */
  STALE(3),
  /** Every required check passed. */
  VERIFIED(0);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** How a program ends that found this. */
  public int exitCode() {
    return exitCode;
  }

  Verdict worse(Verdict other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
