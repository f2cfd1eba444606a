package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.solvency.risk.Black.Greeks;
import dev.solvent.merkle.Ticker;

/** A contract on the price of an asset; of units below zero the exchange is the seller. */
public sealed interface Position {
  Ticker asset();

  /** In the quote. */
  double value();

  Greeks greeks();

  /** The same after its forward price has become so many times what it was. */
  Position after(double factor);

  /**
   * A future or a perpetual.
   *
   * @param entry the price at which it was entered, in the quote
   * @param forward the price that it has now
   */
  record Linear(Ticker asset, double units, double entry, double forward) implements Position {
    public Linear {
      for (double price : new double[] {entry, forward}) {
        if (!(price >= 0 && Double.isFinite(price))) {
          throw new IllegalArgumentException(asset + ": price " + price + ", want 0 or more");
        }
      }
      requireFinite(asset, units);
    }

    @Override
    public double value() {
      return units * (forward - entry);
    }

    @Override
    public Greeks greeks() {
      return new Greeks(units, 0, 0, 0);
    }

    @Override
    public Position after(double factor) {
      return new Linear(asset, units, entry, forward * factor);
    }
  }

  /** A European option. */
  record Option(Ticker asset, double units, Black terms) implements Position {
    public Option {
      requireFinite(asset, units);
    }

    @Override
    public double value() {
      return units * terms.value();
    }

    @Override
    public Greeks greeks() {
      Greeks one = terms.greeks();
      return new Greeks(
          units * one.delta(), units * one.gamma(), units * one.vega(), units * one.theta());
    }

    @Override
    public Position after(double factor) {
      return new Option(asset, units, terms.withForward(terms.forward() * factor));
    }
  }

  private static void requireFinite(Ticker asset, double units) {
    if (!Double.isFinite(units)) {
      throw new IllegalArgumentException(asset + ": units " + units + ", want them finite");
    }
  }
}
