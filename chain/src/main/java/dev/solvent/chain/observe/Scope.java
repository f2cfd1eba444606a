package dev.solvent.chain.observe;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.reserves.Holding;
import java.util.function.Predicate;

/**
 * Which part of a manifest is looked at. A chain without any of its holdings is still looked at:
 * its block alone is what proven figures wait for.
 */
public record Scope(Predicate<ChainId> chains, Predicate<Holding> holdings) {
  /** Everything. */
  public static Scope all() {
    return new Scope(_ -> true, _ -> true);
  }

  /** The blocks, and no holdings. */
  public static Scope blocks() {
    return new Scope(_ -> true, _ -> false);
  }

  public Scope onChains(Predicate<ChainId> others) {
    return new Scope(chains.and(others), holdings);
  }

  public Scope ofHoldings(Predicate<Holding> others) {
    return new Scope(chains, holdings.and(others));
  }
}
