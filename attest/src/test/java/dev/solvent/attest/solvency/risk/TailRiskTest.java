package dev.solvent.attest.solvency.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.solvency.risk.RiskOutcome.Measured;
import dev.solvent.attest.solvency.risk.RiskOutcome.Unavailable;
import dev.solvent.merkle.Ticker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TailRiskTest {
  private static final Confidence P95 = new Confidence(9_500);
  private static final Confidence P99 = new Confidence(9_900);
  private static final Ticker BTC = new Ticker("BTC");
  private static final Ticker ETH = new Ticker("ETH");

  private static Measured measured(RiskOutcome outcome) {
    return assertInstanceOf(Measured.class, outcome);
  }

  /** The quantiles that every table has. */
  @Test
  void normal_byTables_andBySymmetry() {
    assertEquals(1.6448536269514722, Normal.quantile(0.95), 1e-14);
    assertEquals(2.3263478740408408, Normal.quantile(0.99), 1e-14);
    assertEquals(0.8413447460685429, Normal.cumulative(1), 1e-15);
    assertEquals(0.5, Normal.cumulative(0));
    assertEquals(0, Normal.cumulative(-40));
    assertEquals(1, Normal.cumulative(40));
    for (double x = 0; x < 9; x += 0.37) {
      assertEquals(1, Normal.cumulative(x) + Normal.cumulative(-x), 1e-15);
    }
    assertThrows(IllegalArgumentException.class, () -> Normal.quantile(1));
  }

  /**
   * Hull, the chapter on value at risk, the model-building approach: 10 million with a daily
   * deviation of 2 % and 5 million with 1 %, correlated by 0.3, have one of 220,200 a day; 99 %
   * over 10 days is 1,620,100. Of the first alone a day is 465,300.
   */
  @Test
  void parametric_byTheTextbook() {
    double both = Math.sqrt(200_000.0 * 200_000 + 50_000.0 * 50_000 + 2 * 0.3 * 200_000.0 * 50_000);
    assertEquals(220_200, both, 50);
    assertEquals(1_620_100, ParametricRisk.ofDeviation(both, 10, P99).valueAtRisk(), 100);
    assertEquals(465_300, ParametricRisk.ofDeviation(200_000, 1, P99).valueAtRisk(), 50);
  }

  /** Hull, the chapter on estimating volatilities: 1 % a day, decay 0.9, and a day of 2 %. */
  @Test
  void ewma_byTheTextbook() {
    assertEquals(0.00013, ParametricRisk.variance(new double[] {0.01, 0.02}, 0.9), 1e-15);
  }

  /** The shortfall is the mean of all quantiles beyond, here added up one by one. */
  @Test
  void parametricShortfall_isTheMeanOfTheTail() {
    for (Confidence confidence : List.of(P95, P99)) {
      int steps = 100_000;
      double sum = 0;
      double tail = 1 - confidence.share();
      for (int i = 0; i < steps; i++) {
        sum += Normal.quantile(confidence.share() + tail * (i + 0.5) / steps);
      }
      Measured measured = ParametricRisk.ofDeviation(1, 1, confidence);
      assertEquals(sum / steps, measured.expectedShortfall(), 1e-4);
      assertTrue(measured.expectedShortfall() > measured.valueAtRisk());
    }
  }

  private static double[] walk(long seed, int days) {
    Random random = new Random(seed);
    double[] prices = new double[days];
    prices[0] = 100;
    for (int day = 1; day < days; day++) {
      prices[day] = prices[day - 1] * Math.exp(0.03 * random.nextGaussian());
    }
    return prices;
  }

  private static SortedMap<Ticker, Double> exposures(double btc, double eth) {
    return new TreeMap<>(Map.of(BTC, btc, ETH, eth));
  }

  /** By the whole covariance matrix, as books have it, and not by the series of profits. */
  @Test
  void parametric_isWhatTheCovarianceMatrixComesTo() {
    Map<Ticker, double[]> closes = Map.of(BTC, walk(1, 400), ETH, walk(2, 400));
    double[] exposure = {1_000_000, -400_000};
    double[][] prices = {closes.get(BTC), closes.get(ETH)};
    double[][] matrix = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        for (int day = 1; day < 400; day++) {
          double product = change(prices[i], day) * change(prices[j], day);
          matrix[i][j] = day == 1 ? product : 0.94 * matrix[i][j] + 0.06 * product;
        }
      }
    }
    double variance = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        variance += exposure[i] * matrix[i][j] * exposure[j];
      }
    }
    Measured measured =
        measured(
            ParametricRisk.ofProfits(
                new PriceHistory(closes).profits(exposures(exposure[0], exposure[1]), 1), 10, P99));
    double wanted = Math.sqrt(variance * 10) * 2.3263478740408408;
    assertEquals(wanted, measured.valueAtRisk(), wanted * 1e-12);
  }

  private static double change(double[] prices, int day) {
    return prices[day] / prices[day - 1] - 1;
  }

  /** Of losses 1 to 100: 95 stay within 95; the five beyond have a mean of 98. */
  @Test
  void historical_byHand() {
    double[] profits = IntStream.rangeClosed(1, 100).mapToDouble(loss -> -loss).toArray();
    assertEquals(new Measured(95, 98), HistoricalRisk.ofProfits(profits, P95));
    assertEquals(new Measured(99, 100), HistoricalRisk.ofProfits(profits, P99));
  }

  /**
   * The value at risk by counting; the shortfall by Rockafellar and Uryasev (2000): the least, over
   * all c, of c and the mean of what losses exceed it by over the tail, which is met at some loss.
   */
  @Property
  void historical_byCounting_andByMinimising(
      @ForAll @Size(min = 20, max = 150) List<@IntRange(min = -500, max = 500) Integer> profits,
      @ForAll @IntRange(min = 5_000, max = 9_500) int level) {
    Confidence confidence = new Confidence(level);
    double[] series = profits.stream().mapToDouble(Integer::doubleValue).toArray();
    Measured measured = measured(HistoricalRisk.ofProfits(series, confidence));
    double[] losses = Arrays.stream(series).map(profit -> 0 - profit).sorted().toArray();
    double counted =
        Arrays.stream(losses)
            .filter(loss ->
                Arrays.stream(losses).filter(each -> each <= loss).count() * 10_000
                    >= (long) level * losses.length)
            .findFirst()
            .orElseThrow();
    assertEquals(counted, measured.valueAtRisk());
    double least =
        Arrays.stream(losses)
            .map(c ->
                c
                    + Arrays.stream(losses).map(loss -> Math.max(0, loss - c)).sum()
                        / (losses.length * (10_000 - level) / 10_000.0))
            .min()
            .orElseThrow();
    assertEquals(least, measured.expectedShortfall(), 1e-9);
    assertTrue(measured.expectedShortfall() >= measured.valueAtRisk() - 1e-9);
  }

  /** {@code docs/spec/risk-figures.md}, section 1. */
  @Test
  void theExample_hasTheseFigures() {
    String text = SpecFile.of("risk-figures.md").text();
    double[] falling = IntStream.range(0, 21).mapToDouble(day -> Math.pow(0.99, day)).toArray();
    Measured historical =
        measured(
            HistoricalRisk.ofProfits(
                new PriceHistory(Map.of(BTC, falling))
                    .profits(new TreeMap<>(Map.of(BTC, 1_000_000.0)), 1),
                P95));
    String figures = "value at risk %,.0f, expected shortfall %,.0f";
    assertContains(text, "historical: 20 losses of 10,000; " + shown(figures, historical));
    Measured day = ParametricRisk.ofDeviation(10_000, 1, P95);
    assertContains(text, "parametric, 1 day, 95 %: " + shown(figures, day));
    Measured tenDays = ParametricRisk.ofDeviation(10_000, 10, P95);
    assertContains(text, shown("10 days: %,.0f and %,.0f", tenDays));
  }

  private static String shown(String format, Measured measured) {
    return String.format(Locale.ROOT, format, measured.valueAtRisk(), measured.expectedShortfall());
  }

  private static void assertContains(String text, String wanted) {
    assertTrue(text.contains(wanted), wanted);
  }

  @Test
  void historical_takesSpansOfDays() {
    double[] falling = IntStream.range(0, 110).mapToDouble(day -> Math.pow(0.99, day)).toArray();
    PriceHistory history = new PriceHistory(Map.of(BTC, falling));
    SortedMap<Ticker, Double> exposure = new TreeMap<>(Map.of(BTC, 1_000.0));
    Measured day = measured(HistoricalRisk.ofProfits(history.profits(exposure, 1), P99));
    assertEquals(10, day.valueAtRisk(), 1e-9);
    Measured tenDays = measured(HistoricalRisk.ofProfits(history.profits(exposure, 10), P99));
    assertEquals(1_000 * (1 - Math.pow(0.99, 10)), tenDays.valueAtRisk(), 1e-9);
  }

  @Test
  void briefHistory_givesAReason_andNoFigure() {
    double[] profits = new double[29];
    assertEquals(
        new Unavailable("history of 29 spans, want 100 for one in the tail"),
        HistoricalRisk.ofProfits(profits, P99));
    assertEquals(
        new Unavailable("history of 29 spans, want 30"), ParametricRisk.ofProfits(profits, 1, P99));
  }

  @Test
  void figureThatIsNone_isRefused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThrows(IllegalArgumentException.class, () -> new Measured(bad, 1));
      assertThrows(IllegalArgumentException.class, () -> new Measured(1, bad));
    }
    assertEquals(-1, new Measured(-1, 0).valueAtRisk());
  }

  @Test
  void aHistoryWithHolesOrWithoutPrices_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PriceHistory(Map.of(BTC, walk(1, 30), ETH, walk(1, 31))));
    for (double bad : new double[] {0, -1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new PriceHistory(Map.of(BTC, new double[] {1, bad})));
    }
    assertThrows(IllegalArgumentException.class, () -> new Confidence(10_000));
  }
}
