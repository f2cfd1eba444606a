package dev.solvent.chain.bitcoin;

import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;

/** Ends a reading with its outcome; it never leaves this package. */
final class Stop extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient UtxoOutcome outcome;

  private Stop(UtxoOutcome outcome) {
    super(outcome.toString());
    this.outcome = outcome;
  }

  static Stop pinMoved(String detail) {
    return new Stop(new UtxoOutcome.PinMoved(detail));
  }

  static Stop unable(Lack lack, String detail) {
    return new Stop(new UtxoOutcome.Unable(lack, detail));
  }

  UtxoOutcome outcome() {
    return outcome;
  }
}
