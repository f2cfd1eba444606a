package dev.solvent.attest.solvency.risk;

import dev.solvent.merkle.Ticker;
import java.util.List;

/** What is worth more or less by the prices of one asset or two. */
public sealed interface Instrument permits Position, Loan {
  /** Whose prices it depends on; no more than two, the order is that of {@link #valueAfter}. */
  List<Ticker> assets();

  /** What it counts for in the surplus, in the quote. */
  double value();

  /**
   * The same after each asset's price has become so many times what it was.
   *
   * @param factors in the order of {@link #assets}
   */
  double valueAfter(double... factors);

  /** How the value changes by the price of this asset. */
  Greeks greeks(Ticker asset);
}
