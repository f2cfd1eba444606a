package dev.solvent.chain.reserves;

import dev.solvent.chain.reserves.ReservesOutcome.Reason;

/** Ends a reading; it never leaves this package. */
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
}
