package dev.solvent.attest.solvency.risk;

import dev.solvent.merkle.Ticker;
import java.util.List;

/**
 * What comes back at the end of a loan and what is given for it: of one that was lent the loan and
 * its collateral, of one that was borrowed the collateral and the loan.
 *
 * <p>What comes back beyond what is given rests on the counterparty: it is the loan's exposure and
 * counts for nothing. What is given beyond what comes back is owed.
 */
public record Loan(Leg back, Leg given) implements Instrument {
  /**
   * One side of a loan.
   *
   * @param price of a whole one, in the quote
   */
  public record Leg(Ticker asset, double units, double price) {
    public Leg {
      if (!(units >= 0 && Double.isFinite(units)) || !(price >= 0 && Double.isFinite(price))) {
        throw new IllegalArgumentException(
            asset + ": " + units + " at " + price + ", want both 0 or more");
      }
    }

    double value() {
      return units * price;
    }

    Leg after(double factor) {
      return new Leg(asset, units, price * factor);
    }
  }

  @Override
  public List<Ticker> assets() {
    return List.of(back.asset(), given.asset());
  }

  private double net() {
    return back.value() - given.value();
  }

  /** What is lost where the counterparty fails: 0 or more. */
  public double exposure() {
    return Math.max(0, net());
  }

  /** 0, or below it what is owed. */
  @Override
  public double value() {
    return Math.min(0, net());
  }

  @Override
  public double valueAfter(double... factors) {
    return after(factors).value();
  }

  Loan after(double... factors) {
    return new Loan(back.after(factors[0]), given.after(factors[1]));
  }

  /** Nothing, where nothing of it counts. */
  @Override
  public Greeks greeks(Ticker asset) {
    if (!(net() < 0)) {
      return Greeks.NONE;
    }
    double comes = back.asset().equals(asset) ? back.units() : 0;
    double goes = given.asset().equals(asset) ? given.units() : 0;
    return new Greeks(comes - goes, 0, 0, 0);
  }
}
