package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  private static Matching matching() {
    return Matching.of(HORIZONS, sheet(), sheet().valued());
  }

  /** By hand: demand 70 BTC and 1,000 USDC, 1,700 in value. What is over in USDC pays no BTC. */
  @Test
  void reach_isWhatCouldBePaidInKind() {
    List<AtHorizon> at = matching().totals().orElseThrow().horizons();
    assertEquals(List.of(7_058L, 8_823L, 10_000L), at.stream().map(AtHorizon::reach).toList());
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
        "{\"due\":\"100\",\"gap\":\"-10\",\"liquid\":\"90\",\"name\":\"month\",\"reach\":10000}";
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
