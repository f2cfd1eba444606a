package dev.solvent.attest.ownership;

import dev.solvent.attest.ownership.OwnershipOutcome.Reason;

/** Ends a check at its first failure; it never leaves this package. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  Refusal(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
