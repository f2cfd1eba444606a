package dev.solvent.attest.solvency.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.solvency.risk.Position.Linear;
import dev.solvent.attest.solvency.risk.Position.Option;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BlackTest {
  private static final Ticker BTC = new Ticker("BTC");

  /** On a spot price that grows by the rate, an option is one on its forward. */
  private static Black onSpot(
      boolean call, double spot, double strike, double years, double volatility, double rate) {
    return new Black(call, spot * StrictMath.exp(rate * years), strike, years, volatility, rate);
  }

  /**
   * Hull, Options, Futures, and Other Derivatives: 42, 40, 10 %, 20 %, half a year make 4.76 and
   * 0.81 (the chapter on the Black-Scholes-Merton model); a put on crude oil futures of 20, 20, 9
   * %, 25 %, four months makes 1.12 (the chapter on futures options).
   */
  @Test
  void textbookPrices() {
    assertEquals(4.76, onSpot(true, 42, 40, 0.5, 0.2, 0.1).value(), 0.005);
    assertEquals(0.81, onSpot(false, 42, 40, 0.5, 0.2, 0.1).value(), 0.005);
    assertEquals(1.12, new Black(false, 20, 20, 4 / 12.0, 0.25, 0.09).value(), 0.005);
  }

  /**
   * Hull, the chapter on the Greek letters: 49, 50, 5 %, 20 %, 20 weeks have delta 0.522, gamma
   * 0.066, vega 12.1, all by the spot price; a forward moves by exp(rate × years) of it.
   */
  @Test
  void textbookGreeks() {
    double growth = StrictMath.exp(0.05 * 0.3846);
    Greeks greeks = onSpot(true, 49, 50, 0.3846, 0.2, 0.05).greeks();
    assertEquals(0.522, greeks.delta() * growth, 0.0005);
    assertEquals(0.066, greeks.gamma() * growth * growth, 0.0005);
    assertEquals(12.1, greeks.vega(), 0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 100, 90, 0.5, 0.8, 0.03",
    "false, 100, 90, 0.5, 0.8, 0.03",
    "true, 60000, 80000, 0.1, 0.6, 0",
    "false, 60000, 80000, 2, 0.6, -0.01",
    "true, 1, 1, 0.01, 0.3, 0.05",
  })
  void value_isTheMeanPayout_andGreeksAreItsSlopes(
      boolean call, double forward, double strike, double years, double volatility, double rate) {
    Black option = new Black(call, forward, strike, years, volatility, rate);
    assertEquals(byIntegration(option), option.value(), forward * 1e-7);
    Greeks greeks = option.greeks();
    assertNear(
        slope(x -> new Black(call, x, strike, years, volatility, rate).value(), forward),
        greeks.delta());
    assertNear(
        slope(x -> new Black(call, x, strike, years, volatility, rate).greeks().delta(), forward),
        greeks.gamma());
    assertNear(
        slope(x -> new Black(call, forward, strike, years, x, rate).value(), volatility),
        greeks.vega());
    assertNear(
        -slope(x -> new Black(call, forward, strike, x, volatility, rate).value(), years),
        greeks.theta());
  }

  private static void assertNear(double wanted, double found) {
    assertEquals(wanted, found, 1e-6 * Math.max(1e-3, Math.abs(wanted)));
  }

  private static double slope(DoubleUnaryOperator function, double at) {
    double step = at * 1e-4;
    double near = function.applyAsDouble(at + step) - function.applyAsDouble(at - step);
    double far = function.applyAsDouble(at + 2 * step) - function.applyAsDouble(at - 2 * step);
    return (8 * near - far) / (12 * step);
  }

  /** The payout over a lognormal forward price, by Simpson's rule from where it pays. */
  private static double byIntegration(Black option) {
    double deviation = option.volatility() * Math.sqrt(option.years());
    double kink =
        (Math.log(option.strike() / option.forward()) + deviation * deviation / 2) / deviation;
    double from = option.call() ? kink : -12;
    double to = option.call() ? 12 : kink;
    int steps = 20_000;
    double width = (to - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double z = from + i * width;
      double price = option.forward() * Math.exp(deviation * z - deviation * deviation / 2);
      double payout =
          Math.max(0, option.call() ? price - option.strike() : option.strike() - price);
      int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * payout * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
    return Math.exp(-option.rate() * option.years()) * sum * width / 3;
  }

  @Property
  void aCallLessAPut_isAForward(
      @ForAll @IntRange(min = 1, max = 1_000) int forward,
      @ForAll @IntRange(min = 1, max = 1_000) int strike,
      @ForAll @IntRange(min = 1, max = 300) int volatility) {
    Black call = new Black(true, forward, strike, 0.5, volatility / 100.0, 0.04);
    Black put = new Black(false, forward, strike, 0.5, volatility / 100.0, 0.04);
    double wanted = Math.exp(-0.02) * (forward - strike);
    assertEquals(wanted, call.value() - put.value(), 1e-10 * (forward + strike));
    assertEquals(Math.exp(-0.02), call.greeks().delta() - put.greeks().delta(), 1e-12);
  }

  @Test
  void whatHasNoValue_isRefused() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Black(true, bad, 1, 1, 1, 0));
      assertThrows(IllegalArgumentException.class, () -> new Forward(bad, 0, 0));
      assertThrows(IllegalArgumentException.class, () -> new Forward(1, 0, bad));
    }
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Black(true, 1, 1, bad, 1, 0));
    }
    assertThrows(IllegalArgumentException.class, () -> new Black(true, 1, 1, 1, 1, Double.NaN));
    Forward one = new Forward(1, 0, 0);
    assertThrows(IllegalArgumentException.class, () -> new Linear(BTC, 1, -1, one));
    assertThrows(IllegalArgumentException.class, () -> new Linear(BTC, Double.NaN, 1, one));
    assertThrows(IllegalArgumentException.class, () -> new Forward(1, Double.NaN, 1));
  }

  /** What can only fall to nothing is worth nothing there, and a right to sell it all of it. */
  @Test
  void onWhatIsWorthNothing_aPutIsWorthItsStrike() {
    Black call = new Black(true, 0, 50, 2, 0.8, 0.03);
    Black put = new Black(false, 0, 50, 2, 0.8, 0.03);
    assertEquals(0, call.value());
    assertEquals(50 * Math.exp(-0.06), put.value(), 1e-12);
    assertEquals(new Greeks(0, 0, 0, 0), call.greeks());
    assertEquals(-Math.exp(-0.06), put.greeks().delta(), 1e-15);
    assertEquals(0, put.greeks().gamma());
    assertEquals(put.value(), new Black(false, 1e-12, 50, 2, 0.8, 0.03).value(), 1e-10);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 100, 90, 0.5, 0.8, 0.03",
    "false, 60000, 80000, 2, 0.6, -0.01",
    "false, 2500, 2500, 0.25, 1.2, 0.1",
  })
  void anOptionsGreeks_areTheSlopesOfItsValue_byThePriceAndTheDay(
      boolean call, double spot, double strike, double years, double volatility, double rate) {
    Option option = new Option(BTC, -3, call, strike, volatility, new Forward(spot, rate, years));
    Greeks greeks = option.greeks();
    assertNear(slope(x -> option.after(x / spot).value(), spot), greeks.delta());
    assertNear(slope(x -> option.after(x / spot).greeks().delta(), spot), greeks.gamma());
    assertNear(
        slope(x -> new Option(BTC, -3, call, strike, x, option.forward()).value(), volatility),
        greeks.vega());
    assertNear(
        -slope(
            x -> new Option(BTC, -3, call, strike, volatility, new Forward(spot, rate, x)).value(),
            years),
        greeks.theta());
  }

  @Test
  void aFuturesGreeks_areTheSlopesOfItsValue() {
    Linear future = new Linear(BTC, -3, 61_000, new Forward(60_000, 0.08, 0.5));
    assertEquals(-3 * (60_000 * Math.exp(0.04) - 61_000), future.value(), 1e-9);
    assertNear(slope(x -> future.after(x / 60_000).value(), 60_000), future.greeks().delta());
    assertNear(
        -slope(x -> new Linear(BTC, -3, 61_000, new Forward(60_000, 0.08, x)).value(), 0.5),
        future.greeks().theta());
    Linear perpetual = new Linear(BTC, -3, 61_000, new Forward(60_000, 0, 0));
    assertEquals(new Greeks(-3, 0, 0, 0), perpetual.greeks());
  }

  /** 10 BTC over; 6 sold in perpetuals, and a put for each of the other 4. */
  @Test
  void aHedge_takesDeltaOutOfTheSurplus() {
    Black black = new Black(false, 60_000, 60_000, 0.25, 0.6, 0);
    Option put = new Option(BTC, 4, false, 60_000, 0.6, new Forward(60_000, 0, 0.25));
    List<Position> positions =
        List.of(
            new Linear(BTC, -6, 61_000, new Forward(60_000, 0, 0)),
            put,
            new Linear(new Ticker("ETH"), -100, 2_000, new Forward(2_000, 0, 0)));
    Hedge hedge = Hedge.of(BTC, 10, positions);
    double delta = -6 + 4 * black.greeks().delta();
    assertEquals(10 + delta, hedge.net(), 1e-12);
    assertEquals(-delta / 10, hedge.ratio(), 1e-12);
    assertTrue(hedge.ratio() > 0.7 && hedge.ratio() < 0.8);
    assertTrue(hedge.isNeutral(3_000));
    assertTrue(!hedge.isNeutral(1_000));
    assertTrue(hedge.contracts().gamma() > 0 && hedge.contracts().theta() < 0);
    assertEquals(6_000, positions.getFirst().value());
    assertEquals(-6 * (30_000.0 - 61_000), positions.getFirst().after(0.5).value());
    assertEquals(
        4 * new Black(false, 30_000, 60_000, 0.25, 0.6, 0).value(), put.after(0.5).value(), 1e-9);
  }

  @Test
  void contractsWithoutASurplus_areABet() {
    assertTrue(Hedge.of(BTC, 0, List.of()).isNeutral(0));
    Linear one = new Linear(BTC, 1, 1, new Forward(1, 0, 0));
    assertTrue(!Hedge.of(BTC, 0, List.of(one)).isNeutral(10_000));
    assertEquals(0, Hedge.of(BTC, 0, List.of()).ratio());
  }
}
