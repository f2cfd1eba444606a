package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Surplus;
import dev.solvent.attest.solvency.Valuation;
import dev.solvent.attest.solvency.Valuation.After;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The surplus of every asset, and the positions beside it, at the prices of one moment. Immutable.
 *
 * @param exposures by asset, in the quote; below zero where more is owed than held
 * @param listed in the order of the file; none where there is no file
 */
record Portfolio(SortedMap<Ticker, Double> exposures, double surplus, List<Listed> listed) {
  /** So many positions are computed at a time, before they are added up: some megabytes. */
  private static final int BLOCK = 256;

  /** Every asset that is owed or held has a price. */
  static Portfolio without(Valuation valuation) {
    SortedMap<Ticker, Double> exposures = new TreeMap<>();
    for (Surplus each : valuation.surpluses().orElseThrow()) {
      exposures.put(each.asset().ticker(), each.value().doubleValue());
    }
    return new Portfolio(exposures, valuation.surplus().orElseThrow().doubleValue(), List.of());
  }

  /** Every asset of the positions has a price as well. */
  Portfolio with(Positions positions, Valuation valuation) {
    return new Portfolio(
        exposures,
        surplus,
        positions.positions().stream().map(each -> Listed.of(each, positions, valuation)).toList());
  }

  /** Whose prices change anything, ascending. */
  private Stream<Ticker> exposed() {
    TreeSet<Ticker> assets = new TreeSet<>();
    exposures.forEach((asset, exposure) -> {
      if (exposure != 0) {
        assets.add(asset);
      }
    });
    listed.forEach(each -> assets.addAll(each.instrument().assets()));
    return assets.stream();
  }

  /** The first asset that is exposed and has no history. */
  Optional<Ticker> missing(PriceHistory history) {
    return exposed().filter(asset -> !history.has(asset)).findFirst();
  }

  /**
   * What the surplus alone would have brought over each span of so many days, the oldest first:
   * asset by asset, ascending.
   */
  double[] surplusProfits(PriceHistory history, int span) {
    return history.profits(exposures, span);
  }

  /**
   * The same with the positions, one after the other, each valued anew.
   *
   * @param surplus of the same history and span
   */
  double[] profits(double[] surplus, PriceHistory history, int span) {
    double[] profits = surplus.clone();
    for (int first = 0; first < listed.size(); first += BLOCK) {
      List<Listed> block = listed.subList(first, Math.min(first + BLOCK, listed.size()));
      for (double[] each : block.parallelStream().map(one -> one.profits(history, span)).toList()) {
        for (int day = 0; day < profits.length; day++) {
          profits[day] += each[day];
        }
      }
    }
    return profits;
  }

  /**
   * What there is, in the quote.
   *
   * @param attested the contracts that their counterparties stand behind
   * @param claimed those that nobody does
   * @param loans what is owed by loans, 0 or below it
   * @param exposure what comes back by loans beyond that, which counts for nothing
   */
  record Values(double without, double attested, double claimed, double loans, double exposure) {
    double with() {
      return without + attested + claimed + loans;
    }
  }

  Values now() {
    return values(
        surplus,
        each -> each.instrument().value(),
        each -> each.instrument() instanceof Loan loan ? loan.exposure() : 0);
  }

  Values after(After scenario) {
    return values(
        scenario.surplus().doubleValue(),
        each -> each.valueAfter(scenario),
        each -> each.exposureAfter(scenario));
  }

  private Values values(
      double without, ToDoubleFunction<Listed> value, ToDoubleFunction<Listed> exposure) {
    double attested = 0;
    double claimed = 0;
    double loans = 0;
    double exposed = 0;
    for (Listed each : listed) {
      if (each.isLoan()) {
        loans += value.applyAsDouble(each);
        exposed += exposure.applyAsDouble(each);
      } else if (each.position().assurance() == Assurance.ATTESTED) {
        attested += value.applyAsDouble(each);
      } else {
        claimed += value.applyAsDouble(each);
      }
    }
    return new Values(without, attested, claimed, loans, exposed);
  }
}
