package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Matching.AtHorizon;
import dev.solvent.attest.solvency.Scenario.Run;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Matching, runs and reverse stress. */
final class LadderTest {
  private static final List<Horizon> HORIZONS =
      List.of(
          new Horizon(0, new Label("hour"), 3_600),
          new Horizon(0, new Label("day"), 86_400),
          new Horizon(0, new Label("month"), 2_592_000));

  /** 100 BTC and 1,000 USDC owed; of the BTC 30 are bound for a month. */
  private static Exchange exchange() {
    return new Exchange()
        .price("BTC", 10_000)
        .price("USDC", 1_000)
        .owes("BTC", 100)
        .owes("USDC", 1_000)
        .holds("BTC", 20)
        .holds("BTC", 30, Assurance.OBSERVED, "cold", "self")
        .holds("BTC", 40, Assurance.PROVEN, "staked", "validator")
        .holds("BTC", 1_000, Assurance.ATTESTED, "hot", "custodian")
        .holds("USDC", 2_000);
  }

  private static Sheet sheet() {
    return SheetBuilder.build(
        exchange().inputs(Optional.of(Exchange.terms("BTC", 2_592_000, 30))).files());
  }

  @Test
  void whatTakesAsLongAsThereIs_isInTime_onBothSides() {
    Line btc = sheet().lines().getFirst();
    List<Long> seconds = List.of(59L, 60L, 14_399L, 14_400L, 1_814_399L, 1_814_400L);
    assertEquals(
        List.of(0, 20, 20, 50, 50, 90),
        seconds.stream().map(each -> btc.liquid(each).intValueExact()).toList());
    assertEquals(BigInteger.valueOf(70), btc.due(2_591_999));
    assertEquals(BigInteger.valueOf(100), btc.due(2_592_000));
  }

  @Test
  void terms_mayBindAllThatIsOwed_andNotOneMore() {
    exchange().inputs(Optional.of(Exchange.terms("BTC", 2_592_000, 100)));
    assertEquals(
        "BTC: terms of 101, want at most 100",
        assertThrows(
                IllegalArgumentException.class,
                () -> exchange().inputs(Optional.of(Exchange.terms("BTC", 2_592_000, 101))))
            .getMessage());
  }

  private static Matching matching() {
    return Matching.of(HORIZONS, sheet(), sheet().valued());
  }

  /**
   * By hand: due are 70 BTC and 1,000 USDC, 1,700 in value, and within the month 30 BTC more. What
   * is over in USDC pays no BTC.
   */
  @Test
  void reach_isWhatCouldBePaidInKind() {
    List<AtHorizon> at = matching().totals().orElseThrow().horizons();
    assertEquals(List.of(7_058L, 8_823L, 9_500L), at.stream().map(AtHorizon::reach).toList());
    assertEquals(List.of("500", "200", "100"), at.stream().map(AtHorizon::missing).toList());
  }

  @Test
  void gaps_areInUnits_andCountWhatEndsByThen() {
    String json =
        new String(
            SolvencyReport.of(
                    exchange()
                        .horizon("month", 2_592_000, 0)
                        .inputs(Optional.of(Exchange.terms("BTC", 2_592_000, 30))))
                .toBytes(),
            StandardCharsets.UTF_8);
    String month =
        "{\"due\":\"100\",\"gap\":\"-10\",\"liquid\":\"90\",\"name\":\"month\",\"reach\":9000}";
    String wanted = "{\"asset\":\"BTC\",\"demand\":\"70\",\"horizons\":[" + month + "]}";
    assertTrue(json.contains(wanted), json);
  }

  /**
   * Held: ((20 × 60 + 30 × 14,400 + 40 × 1,814,400) × 10 + 2,000 × 60) / 2,900 = 251,797.2…; owed:
   * 30 × 10 × 2,592,000 / 2,000.
   */
  @Test
  void duration_isTheMeanOverValue() {
    Matching.Totals totals = matching().totals().orElseThrow();
    assertEquals(BigInteger.valueOf(251_798), totals.heldSeconds());
    assertEquals(BigInteger.valueOf(388_800), totals.owedSeconds());
  }

  @Test
  void aRun_isPaidFromWhatIsThereInTime() {
    Scenario run = run(new Run(86_400, 8_000));
    Stress.OfRun of = stressed(run).run().orElseThrow();
    assertEquals(new Stress.OfRun("60", 9_558), of);
    assertEquals(
        new Stress.OfRun("0", 10_000), stressed(run(new Run(86_400, 7_000))).run().orElseThrow());
  }

  @Test
  void aRunOfAMonth_wantsWhatIsBoundForAMonth_too() {
    assertEquals(
        new Stress.OfRun("100", 9_500),
        stressed(run(new Run(2_592_000, 10_000))).run().orElseThrow());
  }

  /** Bound for a second, all of it may be asked for within the hour. */
  @Test
  void termsThatEndAtOnce_makeNothingPaidSooner() {
    Scenario run = run(new Run(3_600, 10_000));
    Exchange exchange =
        new Exchange()
            .price("BTC", 1_000)
            .owes("BTC", 100)
            .holds("BTC", 1)
            .horizon("hour", 3_600, 10_000)
            .scenario(run);
    Optional<Terms> terms = Optional.of(Exchange.terms("BTC", 1, 100));
    Sheet sheet = SheetBuilder.build(exchange.inputs(terms).files());
    AtHorizon hour =
        Matching.of(exchange.policy().horizons(), sheet, sheet.valued())
            .totals()
            .orElseThrow()
            .horizons()
            .getFirst();
    assertEquals(List.of(100L, "99"), List.of(hour.reach(), hour.missing()));
    assertEquals(
        new Stress.OfRun("99", 100),
        Stress.of(run, sheet.valued().orElseThrow(), sheet.valued(run).orElseThrow())
            .run()
            .orElseThrow());
  }

  /** All of nothing is the whole, but what is owed and worth nothing is not nothing. */
  @Test
  void whereAllThatIsOwedBecomesWorthless_nothingIsCovered() {
    Stress after =
        stressed(
            new Scenario(
                List.of(),
                9_000,
                new Label("worthless"),
                0,
                Optional.of(new Run(86_400, 10_000)),
                List.of()));
    assertEquals(
        List.of(0L, 0L, 0L, 0L),
        List.of(
            after.coverage(), after.haircut(), after.ratio(), after.run().orElseThrow().reach()));
  }

  private static Scenario run(Run run) {
    return new Scenario(List.of(), 0, new Label("run"), 10_000, Optional.of(run), List.of());
  }

  private static Stress stressed(Scenario scenario) {
    Sheet sheet = sheet();
    return Stress.of(scenario, sheet.valued().orElseThrow(), sheet.valued(scenario).orElseThrow());
  }

  /** Against every step on the way, one after another. */
  @Property
  void breakEven_isTheFirstStepWithoutSurplus(
      @ForAll @IntRange(min = -50_000, max = 50_000) int now,
      @ForAll @IntRange(min = -50_000, max = 50_000) int then) {
    Optional<Long> first = Optional.empty();
    for (long part = 0; part <= 10_000 && first.isEmpty(); part++) {
      if (now * 10_000L + (long) (then - now) * part <= 0) {
        first = Optional.of(part);
      }
    }
    assertEquals(first, Stress.breakEven(BigInteger.valueOf(now), BigInteger.valueOf(then)));
  }
}
