package dev.solvent.attest.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import java.math.BigInteger;

/**
 * Units of one asset of which the same is true.
 *
 * @param assurance what the reserves manifest says stands behind them, as its ownership allows
 * @param seconds until they can be paid out
 */
record Lot(Assurance assurance, Label custodian, long seconds, BigInteger units) {
  /** What all lots of an asset that may be added up have in common. */
  record Kind(Assurance assurance, Label custodian, long seconds) {}

  /** As far as a holding may count: what no key signed for is the exchange's word. */
  static Assurance assurance(Holding holding) {
    return switch (holding.ownership()) {
      case NONE, CONTRACT -> Assurance.CLAIMED;
      case SIGNED -> holding.assurance();
    };
  }

  /** Whether they enter coverage: proven or observed, and owned. */
  boolean counts() {
    return reaches(Assurance.OBSERVED);
  }

  boolean reaches(Assurance level) {
    return assurance.compareTo(level) <= 0;
  }
}
