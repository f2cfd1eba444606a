package dev.solvent.chain.reserves;

import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.merkle.Amount;

/** One of the holdings that an exchange counts on, and how its figure is come by. */
public sealed interface Reserve {
  HoldingRef holding();

  /** Read from its chain. */
  record OnChain(HoldingRef holding) implements Reserve {}

  /** Stated by a custodian, in an envelope that it signed. */
  record InCustody(HoldingRef holding, Octets envelope) implements Reserve {}

  /** The exchange's own word. */
  record Claimed(HoldingRef holding, Amount units) implements Reserve {}
}
