package dev.solvent.chain.reading;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Amount;
import java.util.Optional;

/** What an account holds of one asset at the pinned block, and how far that can be shown. */
public sealed interface Reading {
  HoldingRef holding();

  Amount units();

  /**
   * Anyone can check it against the block's header.
   *
   * @param evidence the file to check, which {@code attest} has accepted
   */
  record Proven(HoldingRef holding, Amount units, Octets evidence) implements Reading {}

  /**
   * Nodes say so.
   *
   * @param evidence what they say in detail, where there is more than the figure
   * @param why there is no proof
   */
  record Seen(HoldingRef holding, Amount units, Optional<Octets> evidence, String why)
      implements Reading {}
}
