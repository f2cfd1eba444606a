package dev.solvent.attest.bitcoin;

import dev.solvent.attest.bitcoin.MessageOutcome.Reason;

/** Ends a check at its first failure; it never leaves this package. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  Refusal(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  MessageOutcome outcome() {
    return new MessageOutcome.Refused(reason, String.valueOf(getMessage()));
  }
}
