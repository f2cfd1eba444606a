package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.merkle.Ticker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** What each asset cost, day by day, the oldest first, each for the same days. Immutable. */
public final class PriceHistory {
  private final Map<Ticker, double[]> closes = new HashMap<>();
  private final int days;

  /** Prices above zero, all of an asset in one unit. */
  public PriceHistory(Map<Ticker, double[]> closes) {
    this.days = closes.values().stream().mapToInt(each -> each.length).findFirst().orElse(0);
    closes.forEach((asset, prices) -> {
      if (prices.length != days) {
        throw new IllegalArgumentException(
            asset + ": " + prices.length + " days, want " + days + " as of the others");
      }
      for (double price : prices) {
        if (!(price > 0 && Double.isFinite(price))) {
          throw new IllegalArgumentException(asset + ": price " + price + ", want it above 0");
        }
      }
      this.closes.put(asset, prices.clone());
    });
  }

  public int days() {
    return days;
  }

  /** Of a published file, whose quote never changes its price. */
  static PriceHistory of(DailyPrices file) {
    Map<Ticker, double[]> closes = new HashMap<>();
    file.prices().forEach(row -> closes.put(row.asset(), row.prices().toDoubles()));
    double[] ones = new double[file.days()];
    Arrays.fill(ones, 1);
    closes.put(file.quote(), ones);
    return new PriceHistory(closes);
  }

  boolean has(Ticker asset) {
    return closes.containsKey(asset);
  }

  /** What the price has become over each span of so many days, the oldest first; spans overlap. */
  double[] ratios(Ticker asset, int span) {
    double[] prices = Objects.requireNonNull(closes.get(asset), asset::text);
    double[] ratios = new double[Math.max(0, days - span)];
    for (int day = 0; day < ratios.length; day++) {
      ratios[day] = prices[day + span] / prices[day];
    }
    return ratios;
  }

  /**
   * What these exposures would have brought over each span of so many days, the oldest first; spans
   * overlap. Assets are added up in ascending order.
   *
   * @param exposures by asset, in the quote; below zero where more is owed than held
   */
  double[] profits(SortedMap<Ticker, Double> exposures, int span) {
    double[] profits = new double[Math.max(0, days - span)];
    exposures.forEach((asset, exposure) -> {
      double[] prices = closes.get(asset);
      if (prices == null) {
        return;
      }
      for (int day = 0; day < profits.length; day++) {
        profits[day] += exposure * (prices[day + span] / prices[day] - 1);
      }
    });
    return profits;
  }
}
