package dev.solvent.attest.prices;

import java.math.BigInteger;

/** One price of an asset, or why there is none. */
public sealed interface PriceOutcome {
  /** Of one whole unit, in 10^-18 of the quote, 1 or more. */
  record Priced(BigInteger price) implements PriceOutcome {
    public Priced {
      if (price.signum() <= 0) {
        throw new IllegalArgumentException("price " + price + ", want 1 or more");
      }
    }
  }

  /** What was found and what is wanted. Nothing that needs the price has a figure. */
  record Unavailable(String reason) implements PriceOutcome {}
}
