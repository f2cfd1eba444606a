package dev.solvent.chain.observe;

import dev.solvent.attest.reserves.Holding;
import dev.solvent.merkle.Amount;

/**
 * A holding of which the manifest says something else than the nodes.
 *
 * @param holding as the manifest has it, with its units there
 * @param seen the units that the nodes showed at the manifest's block
 */
public record Difference(Holding holding, Amount seen) {
  @Override
  public String toString() {
    return holding
        + ": "
        + seen
        + " units seen, the manifest says "
        + holding.units()
        + " "
        + holding.assurance().text();
  }
}
