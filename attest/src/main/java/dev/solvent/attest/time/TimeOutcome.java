package dev.solvent.attest.time;

import java.time.Duration;
import java.time.Instant;

/** What a time token shows about a hash. */
public sealed interface TimeOutcome {
  /**
   * The hash existed at {@code genTime}, give or take {@code accuracy}, says {@code authority}. A
   * token that states no accuracy has that of zero; what its authority means is in its policy.
   */
  record Granted(Instant genTime, Duration accuracy, String authority) implements TimeOutcome {
    /** The hash existed then, at the latest. */
    public Instant latest() {
      return genTime.plus(accuracy);
    }
  }

  /** It shows nothing. */
  record Refused(Reason reason, String detail) implements TimeOutcome {}

  /** In the order of the check. */
  enum Reason {
    OTHER_DATA,
    OTHER_FORM,
    ALGORITHM,
    SIGNATURE,
    SIGNER,
    UNTRUSTED
  }
}
