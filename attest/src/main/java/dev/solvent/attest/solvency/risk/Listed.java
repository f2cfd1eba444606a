package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.solvency.Valuation;
import dev.solvent.attest.solvency.Valuation.After;
import dev.solvent.attest.solvency.positions.Contract;
import dev.solvent.attest.solvency.positions.Contract.EuropeanOption;
import dev.solvent.attest.solvency.positions.Contract.Future;
import dev.solvent.attest.solvency.positions.Contract.Maturity;
import dev.solvent.attest.solvency.positions.Contract.Perpetual;
import dev.solvent.attest.solvency.positions.ListedPosition;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.positions.Side;
import dev.solvent.attest.solvency.risk.Loan.Leg;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A position as it is listed, and what it is at today's prices. */
record Listed(ListedPosition position, Instrument instrument) {
  /** Of 365 days. */
  private static final double SECONDS_OF_A_YEAR = 31_536_000;

  private static final double TEN_THOUSAND = 10_000;
  private static final int PRICE_DECIMALS = 18;

  /** Every asset of it has a price. */
  static Listed of(ListedPosition position, Positions file, Valuation prices) {
    return new Listed(position, new Reader(file, prices).instrument(position.contract()));
  }

  private record Reader(Positions file, Valuation prices) {
    Instrument instrument(Contract contract) {
      double units = units(contract.asset(), contract.units());
      return switch (contract) {
        case Perpetual it ->
            new Position.Linear(
                it.asset().ticker(),
                signed(it.side(), units),
                price(it.entry()),
                new Forward(price(it.asset()), 0, 0));
        case Future it ->
            new Position.Linear(
                it.asset().ticker(),
                signed(it.side(), units),
                price(it.entry()),
                forward(it.asset(), it.end()));
        case EuropeanOption it ->
            new Position.Option(
                it.asset().ticker(),
                signed(it.side(), units),
                it.call(),
                price(it.strike()),
                it.volatility() / TEN_THOUSAND,
                forward(it.asset(), it.end()));
        case Contract.Loan it -> loan(it, new Leg(it.asset().ticker(), units, price(it.asset())));
      };
    }

    private Loan loan(Contract.Loan loan, Leg lent) {
      Leg collateral =
          loan.collateral()
              .map(each ->
                  new Leg(
                      each.asset().ticker(),
                      units(each.asset(), each.units()),
                      price(each.asset())))
              .orElse(new Leg(lent.asset(), 0, lent.price()));
      return loan.side() == Side.LENT ? new Loan(lent, collateral) : new Loan(collateral, lent);
    }

    private Forward forward(Asset asset, Maturity end) {
      return new Forward(
          price(asset), end.rate() / TEN_THOUSAND, file.secondsUntil(end) / SECONDS_OF_A_YEAR);
    }

    private double price(Asset asset) {
      return Listed.price(prices, asset);
    }

    private static double price(Amount price) {
      return new BigDecimal(price.toBigInteger(), PRICE_DECIMALS).doubleValue();
    }

    private static double units(Asset asset, Amount units) {
      return new BigDecimal(units.toBigInteger(), asset.decimals()).doubleValue();
    }

    private static double signed(Side side, double units) {
      return side == Side.SHORT ? -units : units;
    }
  }

  /** Of one whole unit, in the quote. */
  static double price(Valuation prices, Asset asset) {
    if (prices.price(asset.ticker()) instanceof Priced(BigInteger price)) {
      return new BigDecimal(price, PRICE_DECIMALS).doubleValue();
    }
    throw new IllegalArgumentException(asset + " without a price, want one");
  }

  boolean isLoan() {
    return instrument instanceof Loan;
  }

  /**
   * What it counts for after a scenario. Where its venue has failed nothing is had from it, and
   * what it owes is owed.
   */
  double valueAfter(After scenario) {
    double value = instrument.valueAfter(factors(scenario));
    return scenario.failed(position.venue()) ? Math.min(0, value) : value;
  }

  /** What of a loan rests on its counterparty after a scenario. */
  double exposureAfter(After scenario) {
    return instrument instanceof Loan loan ? loan.after(factors(scenario)).exposure() : 0;
  }

  private double[] factors(After scenario) {
    return instrument.assets().stream()
        .mapToDouble(asset -> scenario.factors().of(asset) / TEN_THOUSAND)
        .toArray();
  }

  /** What it would have brought over each span of so many days, the oldest first. */
  double[] profits(PriceHistory history, int span) {
    double now = instrument.value();
    double[][] ratios =
        instrument.assets().stream()
            .map(asset -> history.ratios(asset, span))
            .toArray(double[][]::new);
    double[] profits = new double[ratios[0].length];
    double[] factors = new double[ratios.length];
    for (int day = 0; day < profits.length; day++) {
      for (int i = 0; i < factors.length; i++) {
        factors[i] = ratios[i][day];
      }
      profits[day] = instrument.valueAfter(factors) - now;
    }
    return profits;
  }
}
