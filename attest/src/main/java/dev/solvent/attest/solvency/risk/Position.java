package dev.solvent.attest.solvency.risk;

import dev.solvent.merkle.Ticker;
import java.util.List;

/** A contract on the price of an asset; of units below zero the exchange is the seller. */
public sealed interface Position extends Instrument {
  Ticker asset();

  /** By the price of the asset, which stays as time passes, while its forward price does not. */
  Greeks greeks();

  /** The same after the asset's price has become so many times what it was. */
  Position after(double factor);

  @Override
  default List<Ticker> assets() {
    return List.of(asset());
  }

  @Override
  default double valueAfter(double... factors) {
    return after(factors[0]).value();
  }

  @Override
  default Greeks greeks(Ticker of) {
    return of.equals(asset()) ? greeks() : Greeks.NONE;
  }

  /**
   * A future or a perpetual.
   *
   * @param entry the price at which it was entered, in the quote
   */
  record Linear(Ticker asset, double units, double entry, Forward forward) implements Position {
    public Linear {
      if (!(entry >= 0 && Double.isFinite(entry))) {
        throw new IllegalArgumentException(asset + ": entry " + entry + ", want 0 or more");
      }
      requireFinite(asset, units);
    }

    @Override
    public double value() {
      return units * (forward.price() - entry);
    }

    @Override
    public Greeks greeks() {
      return new Greeks(
          units * forward.growth(), 0, 0, 0 - units * (forward.rate() * forward.price()));
    }

    @Override
    public Linear after(double factor) {
      return new Linear(asset, units, entry, forward.after(factor));
    }
  }

  /**
   * A European option; its rate discounts as well.
   *
   * @param call whether it is the right to buy
   */
  record Option(
      Ticker asset, double units, boolean call, double strike, double volatility, Forward forward)
      implements Position {
    public Option {
      requireFinite(asset, units);
    }

    private Black black() {
      return new Black(call, forward.price(), strike, forward.years(), volatility, forward.rate());
    }

    @Override
    public double value() {
      return units * black().value();
    }

    @Override
    public Greeks greeks() {
      Greeks one = black().greeks();
      double growth = forward.growth();
      return new Greeks(
          units * (one.delta() * growth),
          units * (one.gamma() * growth * growth),
          units * one.vega(),
          units * (one.theta() - forward.rate() * forward.price() * one.delta()));
    }

    @Override
    public Option after(double factor) {
      return new Option(asset, units, call, strike, volatility, forward.after(factor));
    }
  }

  private static void requireFinite(Ticker asset, double units) {
    if (!Double.isFinite(units)) {
      throw new IllegalArgumentException(asset + ": units " + units + ", want them finite");
    }
  }
}
