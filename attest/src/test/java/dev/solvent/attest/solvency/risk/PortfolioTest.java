package dev.solvent.attest.solvency.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.solvent.attest.solvency.Valuation;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.merkle.Ticker;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The example's figures a second way: its portfolio written down by hand as one function of the
 * prices, the volatility and the day, with another normal distribution. Slopes are differences of
 * it, spans are applied to it, and losses are counted.
 */
final class PortfolioTest {
  private static final int DAYS = 121;
  private static final double BTC = 60_030;
  private static final double ETH = 2_500;

  private static JsonNode report() throws Exception {
    return new ObjectMapper().readTree(RiskExample.WHOLE.report());
  }

  /** Abramowitz and Stegun, 26.2.19: some six to seven decimals. */
  private static double cumulative(double x) {
    double a = Math.abs(x);
    double poly =
        1
            + a
                * (0.0498673470
                    + a
                        * (0.0211410061
                            + a
                                * (0.0032776263
                                    + a * (0.0000380036 + a * (0.0000488906 + a * 0.0000053830)))));
    double above = 0.5 * Math.pow(poly, -16);
    return x < 0 ? above : 1 - above;
  }

  /** What contracts and loans count for, in USD. */
  private static double positions(
      double btc, double eth, double usdc, double volatility, double daysLater) {
    double perpetual = -0.4 * (btc - 61_000);
    double toDecember = (114 + 8 / 24.0 - daysLater) / 365;
    double future = 18 * (eth * Math.exp(0.05 * toDecember) - 2_450);
    double toOctober = (58 + 8 / 24.0 - daysLater) / 365;
    double forward = eth * Math.exp(0.04 * toOctober);
    double deviation = volatility * Math.sqrt(toOctober);
    double d1 = (Math.log(forward / 2_000) + deviation * deviation / 2) / deviation;
    double put =
        Math.exp(-0.04 * toOctober)
            * (2_000 * cumulative(deviation - d1) - forward * cumulative(-d1));
    double lent = Math.min(0, 40_000 * usdc - 0.5 * btc);
    double borrowed = -20_000 * usdc;
    return perpetual + future - 30 * put + lent + borrowed;
  }

  private static double surplus(double btc, double eth, double ext, double usdc) {
    return 0.5 * btc - 20 * eth + 400_000 * ext - 50_000 * usdc;
  }

  private static double moved(int factor, int day) {
    return (970 + factor * day * day % 61) / 1_000.0;
  }

  /** The profits of all spans, the contracts revalued. */
  private static double[] profits(int span, boolean with) {
    double[] profits = new double[DAYS - span];
    for (int day = 0; day < profits.length; day++) {
      double btc = BTC * moved(7, day + span) / moved(7, day);
      double eth = ETH * moved(11, day + span) / moved(11, day);
      double ext = moved(13, day + span) / moved(13, day);
      profits[day] = surplus(btc, eth, ext, 1) - surplus(BTC, ETH, 1, 1);
      if (with) {
        profits[day] += positions(btc, eth, 1, 0.75, 0) - positions(BTC, ETH, 1, 0.75, 0);
      }
    }
    return profits;
  }

  private static void assertCents(double wanted, JsonNode found, double tolerance) {
    assertEquals(100 * wanted, found.asDouble(), tolerance);
  }

  /** The normal distribution above is good to some cents here. */
  private static final double NEAR = 60;

  @Test
  void surplusAndStress_byHand() throws Exception {
    JsonNode report = report();
    double now = surplus(BTC, ETH, 1, 1);
    assertCents(now, report.at("/surplus/without/surplus"), 0.5);
    assertCents(now + positions(BTC, ETH, 1, 0.75, 0), report.at("/surplus/with/surplus"), NEAR);
    JsonNode crash = report.at("/stress/0");
    double half = surplus(BTC / 2, ETH / 2, 0.5, 1);
    assertCents(half, crash.at("/without/surplus"), 0.5);
    assertCents(half + positions(BTC / 2, ETH / 2, 1, 0.75, 0), crash.at("/with/surplus"), NEAR);
    JsonNode depeg = report.at("/stress/1");
    assertCents(
        surplus(BTC, ETH, 1, 0.8) + positions(BTC, ETH, 0.8, 0.75, 0),
        depeg.at("/with/surplus"),
        NEAR);
    assertCents(40_000 * 0.8 - BTC / 2, depeg.at("/with/exposure"), 0.5);
    assertCents(40_000 - BTC / 2, report.at("/surplus/with/exposure"), 0.5);
    assertCents(40_000 - BTC / 4, crash.at("/with/exposure"), 0.5);
  }

  @Test
  void valueAtRiskAndShortfall_byHand_withContractsAndWithout() throws Exception {
    int checked = 0;
    for (JsonNode figure : report().get("figures")) {
      int days = figure.get("days").asInt();
      double share = figure.get("confidence").asInt() / 10_000.0;
      for (String which : new String[] {"without", "with"}) {
        boolean with = which.equals("with");
        double[] measured =
            figure.get("measure").asText().equals("historical")
                ? counted(profits(days, with), share)
                : weighed(profits(1, with), days, share);
        assertCents(measured[0], figure.get(which).get("valueAtRisk"), with ? NEAR * 5 : 1);
        assertCents(measured[1], figure.get(which).get("shortfall"), with ? NEAR * 5 : 1);
        checked++;
      }
    }
    assertEquals(16, checked);
  }

  private static double[] counted(double[] profits, double share) {
    double[] losses = Arrays.stream(profits).map(profit -> -profit).sorted().toArray();
    double tail = losses.length * (1 - share);
    double left = tail;
    double sum = 0;
    int at = losses.length - 1;
    for (; left >= 1 - 1e-9; at--, left--) {
      sum += losses[at];
    }
    sum += Math.max(0, left) * losses[at];
    return new double[] {losses[at], sum / tail};
  }

  /** By the tables' quantiles, and the sum of weights written out. */
  private static double[] weighed(double[] profits, int days, double share) {
    double variance = 0;
    for (int back = 0; back < profits.length; back++) {
      double profit = profits[profits.length - 1 - back];
      double weight = Math.pow(0.94, back) * (back == profits.length - 1 ? 1 : 0.06);
      variance += weight * profit * profit;
    }
    double deviation = Math.sqrt(variance * days);
    double z = share == 0.95 ? 1.6448536269514722 : 2.3263478740408408;
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    return new double[] {deviation * z, deviation * density / (1 - share)};
  }

  @Test
  void greeks_areTheSlopesOfTheWhole() throws Exception {
    JsonNode eth = report().at("/assets/1/contracts");
    DoubleUnaryOperator byEth = price -> positions(BTC, price, 1, 0.75, 0);
    double delta = (byEth.applyAsDouble(2_510) - byEth.applyAsDouble(2_490)) / 20;
    assertEquals(delta, eth.get("delta").asDouble() / 1e8, 1e-3);
    double gamma =
        (byEth.applyAsDouble(2_550) - 2 * byEth.applyAsDouble(2_500) + byEth.applyAsDouble(2_450))
            / (50 * 50);
    assertEquals(gamma * 25, eth.get("gamma").asDouble() / 1e8, 2e-3);
    double vega = (positions(BTC, ETH, 1, 0.76, 0) - positions(BTC, ETH, 1, 0.74, 0)) / 2;
    assertCents(vega, eth.get("vega"), 5);
    double theta = (positions(BTC, ETH, 1, 0.75, 0.5) - positions(BTC, ETH, 1, 0.75, -0.5));
    assertCents(theta, eth.get("theta"), 5);
    JsonNode usdc = report().at("/assets/3/contracts");
    double owed = positions(BTC, ETH, 1.1, 0.75, 0) - positions(BTC, ETH, 0.9, 0.75, 0);
    assertEquals(owed / 0.2, usdc.get("delta").asDouble() / 1e8, 1e-6);
    double btc = positions(60_130, ETH, 1, 0.75, 0) - positions(59_930, ETH, 1, 0.75, 0);
    assertEquals(btc / 200, report().at("/assets/0/contracts/delta").asDouble() / 1e8, 1e-6);
  }

  /**
   * A history drawn from normal changes by a generator of this seed: what is sold forward counts as
   * if it were not held, the parametric figure comes to the drawn deviation's, and a quarter of a
   * million draws of the contracts' value have the historical quantile.
   */
  @Test
  void contractsAndSurplus_byMonteCarlo() {
    Random random = new Random(20260902);
    int days = 250_001;
    double[] prices = new double[days];
    prices[0] = 1;
    for (int day = 1; day < days; day++) {
      prices[day] = prices[day - 1] * (1 + 0.02 * random.nextGaussian());
      if (prices[day] < 1e-100 || prices[day] > 1e100) {
        throw new AssertionError("seed");
      }
    }
    Ticker btc = new Ticker("BTC");
    PriceHistory history = new PriceHistory(Map.of(btc, prices));
    SortedMap<Ticker, Double> exposure = new TreeMap<>();
    exposure.put(btc, 600_000.0);
    Forward spot = new Forward(60_000, 0, 0);
    Position sold = new Position.Linear(btc, -6, 61_000, spot);
    Position.Option put =
        new Position.Option(btc, -10, false, 55_000, 0.6, new Forward(60_000, 0.05, 0.25));
    double[] profits = history.profits(exposure, 1);
    double[] ratios = history.ratios(btc, 1);
    for (int day = 0; day < ratios.length; day++) {
      profits[day] += sold.after(ratios[day]).value() - sold.value();
    }
    Confidence ofTwenty = new Confidence(9_500);
    RiskOutcome.Measured linear =
        assertInstanceOf(RiskOutcome.Measured.class, HistoricalRisk.ofProfits(profits, ofTwenty));
    double deviation = 4 * 60_000 * 0.02;
    assertEquals(deviation * 1.6448536, linear.valueAtRisk(), deviation * 0.01);
    assertEquals(deviation * 2.0627128, linear.expectedShortfall(), deviation * 0.01);
    for (int day = 0; day < ratios.length; day++) {
      profits[day] += put.after(ratios[day]).value() - put.value();
    }
    RiskOutcome.Measured short10 =
        assertInstanceOf(RiskOutcome.Measured.class, HistoricalRisk.ofProfits(profits, ofTwenty));
    // a fall of 1.6449 deviations, as both what is left and the put that was sold lose by it
    double fallen = 1 - 0.02 * 1.6448536;
    double wanted = 4 * 60_000 * (1 - fallen) + put.value() - put.after(fallen).value();
    assertEquals(wanted, short10.valueAtRisk(), wanted * 0.01);
    double slope = (4 + put.greeks().delta()) * 60_000 * (1 - fallen);
    assertTrue(short10.valueAtRisk() > slope * 1.02, "an option's loss is more than its slope");
  }

  /** Of what is owed and held alike no history is needed: its price changes nothing. */
  @Test
  void firstExposureWithoutHistory_isMissing() {
    PriceHistory ofBtc = new PriceHistory(Map.of(new Ticker("BTC"), new double[] {1, 2}));
    for (double nothing : new double[] {0, -0.0}) {
      assertEquals(Optional.empty(), exposed(nothing, nothing).missing(ofBtc));
    }
    assertEquals(Optional.of(new Ticker("ETH")), exposed(-1, 1).missing(ofBtc));
    assertEquals(Optional.of(new Ticker("SOL")), exposed(0, 1).missing(ofBtc));
  }

  private static Portfolio exposed(double eth, double sol) {
    return new Portfolio(
        new TreeMap<>(
            Map.of(new Ticker("BTC"), 1.0, new Ticker("ETH"), eth, new Ticker("SOL"), sol)),
        1 + eth + sol,
        List.of());
  }

  /** However the work is divided: another order of the sum would be another last digit. */
  @Test
  void positions_areAddedUpOneAfterTheOther() throws Exception {
    RiskInputs inputs = RiskExample.WHOLE.inputs();
    Valuation valuation = Valuation.of(inputs.files());
    Positions many = RiskExample.many(inputs.positions().orElseThrow(), 777);
    Portfolio portfolio = Portfolio.without(valuation).with(many, valuation);
    PriceHistory history = PriceHistory.of(inputs.history().orElseThrow());
    double[] surplus = portfolio.surplusProfits(history, 10);
    double[] wanted = surplus.clone();
    for (Listed each : portfolio.listed()) {
      double[] one = each.profits(history, 10);
      for (int day = 0; day < wanted.length; day++) {
        wanted[day] += one[day];
      }
    }
    double[] before = surplus.clone();
    assertArrayEquals(wanted, portfolio.profits(surplus, history, 10));
    assertArrayEquals(before, surplus, "what was given is not changed");
  }
}
