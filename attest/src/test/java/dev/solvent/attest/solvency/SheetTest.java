package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.solvency.Scenario.Shock;
import dev.solvent.attest.solvency.ValuedLine.Held;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SheetTest {
  private static final List<String> ASSETS = List.of("ADA", "BTC", "ETH");

  private static Exchange exchange(List<Integer> owed, List<Integer> held, List<Integer> prices) {
    Exchange exchange = new Exchange();
    for (int i = 0; i < ASSETS.size(); i++) {
      exchange
          .price(ASSETS.get(i), prices.get(i))
          .owes(ASSETS.get(i), owed.get(i))
          .holds(ASSETS.get(i), held.get(i))
          .haircut(ASSETS.get(i), 10_000, 100, 5_000, 1_000);
    }
    return exchange;
  }

  @Property
  void addingAnAsset_neverLowersCoverage(
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> owed,
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> held,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 5_000) Integer> prices,
      @ForAll @IntRange(max = 2) int which,
      @ForAll Assurance level,
      @ForAll @IntRange(max = 1_000) int more) {
    ValuedSheet before = exchange(owed, held, prices).valued();
    ValuedSheet after =
        exchange(owed, held, prices).holds(ASSETS.get(which), more, level, "hot", "self").valued();
    for (Assurance each : Assurance.values()) {
      assertTrue(after.coverage(each, Held::raw) >= before.coverage(each, Held::raw));
      assertTrue(after.coverage(each, Held::cut) >= before.coverage(each, Held::cut));
      assertTrue(after.coverage(each, Held::cut) <= after.coverage(each, Held::raw));
    }
    assertTrue(after.ratio() >= before.ratio());
  }

  @Property
  void whatIsOverInOneAsset_paysForNoOther(
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> owed,
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> held,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 5_000) Integer> prices) {
    ValuedSheet sheet = exchange(owed, held, prices).valued();
    long covered = 0;
    long all = 0;
    for (int i = 0; i < ASSETS.size(); i++) {
      covered += (long) Math.min(owed.get(i), held.get(i)) * prices.get(i);
      all += (long) owed.get(i) * prices.get(i);
    }
    long wanted = all == 0 ? 10_000 : covered * 10_000 / all;
    assertEquals(wanted, sheet.coverage(Assurance.OBSERVED, Held::raw));
  }

  @Property
  void stressOfNothing_changesNothing(
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> owed,
      @ForAll @Size(3) List<@IntRange(max = 1_000) Integer> held,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 5_000) Integer> prices) {
    Sheet sheet = exchange(owed, held, prices).sheet();
    Scenario nothing =
        new Scenario(List.of(), 0, new Label("nothing"), 10_000, Optional.empty(), List.of());
    ValuedSheet now = sheet.valued().orElseThrow();
    assertEquals(now, sheet.valued(nothing).orElseThrow());
    assertEquals(now.surplus(), sheet.priced().orElseThrow().surplusAfter(nothing));
    Stress stress = Stress.of(nothing, now, sheet.valued(nothing).orElseThrow());
    assertEquals(now.ratio(), stress.ratio());
    assertEquals(now.coverage(Assurance.OBSERVED, Held::cut), stress.haircut());
    assertEquals(now.surplus().signum() > 0, stress.breakEven().isEmpty());
  }

  /** With a scale of 30 digits and odd prices, what is covered exactly is not a unit short. */
  @Test
  void whatIsCoveredExactly_isCovered_whateverItsPriceAndDecimals() {
    for (int decimals : new int[] {0, 8, 18, 30}) {
      BigInteger units = BigInteger.valueOf(123_456_789_123_456_789L);
      BigInteger price = BigInteger.valueOf(333_333_333_333_333_333L);
      BigInteger value = Measure.value(units, decimals, price);
      assertEquals(10_000, Measure.reach(value, value));
      assertEquals(
          units.multiply(price), value.divide(BigInteger.TEN.pow(Asset.MAX_DECIMALS - decimals)));
    }
  }

  @Test
  void whatIsShown_isRoundedAgainstTheExchange() {
    Measure cents = Measure.in(new Asset(new Ticker("USD"), 2));
    BigInteger third = cents.unit().divide(BigInteger.valueOf(3));
    assertEquals("0", cents.down(third));
    assertEquals("1", cents.up(third));
    assertEquals("-1", cents.down(third.negate()));
    assertEquals("0", cents.up(BigInteger.ZERO));
    assertEquals(3_333, Measure.reach(BigInteger.ONE, BigInteger.valueOf(3)));
    assertEquals(3_334, Measure.share(BigInteger.ONE, BigInteger.valueOf(3)));
    assertEquals(10_000_000_000L, Measure.reach(BigInteger.TEN.pow(30), BigInteger.ONE));
  }

  @Test
  void whatIsNotOwned_isTheExchangesWord() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 1_000)
            .owes("BTC", 10)
            .holds("BTC", 1, Assurance.PROVEN, "hot", "self")
            .holds("BTC", 2, Assurance.OBSERVED, "hot", "self")
            .holds("BTC", 3, Assurance.ATTESTED, "hot", "self")
            .holds("BTC", 4, Assurance.CLAIMED, "hot", "self");
    ValuedSheet sheet = exchange.valued();
    assertEquals(1_000, sheet.coverage(Assurance.PROVEN, Held::raw));
    assertEquals(3_000, sheet.coverage(Assurance.OBSERVED, Held::raw));
    assertEquals(6_000, sheet.coverage(Assurance.ATTESTED, Held::raw));
    assertEquals(10_000, sheet.coverage(Assurance.CLAIMED, Held::raw));
    assertEquals(3_000, sheet.ratio());
  }

  /** A contract has to be asked, so nobody proves whose it is. */
  @Test
  void whatAContractSpeaksFor_isTheExchangesWord() {
    Holding proven = new Exchange().holds("BTC", 1).reserves().holdings().getFirst();
    assertEquals(Assurance.PROVEN, Lot.assurance(proven));
    for (Assurance level : Assurance.values()) {
      assertEquals(Assurance.CLAIMED, Lot.assurance(with(proven, level)));
    }
  }

  private static Holding with(Holding holding, Assurance level) {
    return new Holding(
        holding.account(),
        holding.asset(),
        level,
        holding.countsAs(),
        holding.evidence(),
        Ownership.CONTRACT,
        Optional.empty(),
        holding.units());
  }

  @Test
  void whatLiesInAnUnknownAccount_isPaidLast() {
    Exchange exchange = new Exchange().price("BTC", 1_000).owes("BTC", 1).holds("BTC", 1);
    Lot known = exchange.sheet().lines().getFirst().lots().getFirst();
    assertEquals(List.of("self", Exchange.HOT), List.of(known.custodian().text(), known.seconds()));
    Lot unknown = exchange.forgetsItsAccounts().sheet().lines().getFirst().lots().getFirst();
    assertEquals(
        List.of("unlisted", 31_536_000L), List.of(unknown.custodian().text(), unknown.seconds()));
  }

  @Test
  void whatThePolicyDoesNotName_isSoldLast() {
    Exchange exchange = new Exchange().price("BTC", 1_000).owes("BTC", 1).holds("BTC", 1);
    Lot lot = exchange.forgetsItsAssets().sheet().lines().getFirst().lots().getFirst();
    assertEquals(Exchange.HOT + 31_536_000L, lot.seconds());
  }

  /** No figure of the whole waits for its price. */
  @Test
  void whatIsNeitherOwedNorHeld_isLeftOut() {
    Exchange exchange =
        new Exchange().price("BTC", 1_000).owes("BTC", 1).holds("BTC", 1).holds("ZZZ", 0);
    assertEquals(1, exchange.sheet().lines().size());
    assertEquals(List.of(), exchange.sheet().unpriced());
  }

  /** The shock of the one that is named, of the others, and none of the quote. */
  @Test
  void aShock_changesThePriceThatItNames() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 1_000)
            .price("ETH", 1_000)
            .owes("BTC", 1)
            .holds("BTC", 10)
            .holds("ETH", 10)
            .holds("USD", 10);
    Scenario scenario =
        new Scenario(
            List.of(),
            0,
            new Label("crash"),
            8_000,
            Optional.empty(),
            List.of(new Shock(new Ticker("BTC"), 5_000)));
    ValuedSheet after = exchange.sheet().valued(scenario).orElseThrow();
    List<String> held =
        after.lines().stream().map(line -> after.measure().down(line.counted().raw())).toList();
    assertEquals(List.of("5", "8", "10"), held);
  }

  @Test
  void surplus_isWhatCountsLessWhatIsOwed_whereEverythingHasAPrice() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 2_500)
            .owes("BTC", 10)
            .owes("USD", 7)
            .holds("BTC", 4)
            .holds("BTC", 100, Assurance.ATTESTED, "cold", "vault")
            .holds("USD", 9);
    List<Surplus> surplus = Valuation.of(exchange.files()).surpluses().orElseThrow();
    assertEquals(
        List.of(-15.0, 2.0), surplus.stream().map(each -> each.value().doubleValue()).toList());
    assertEquals(new BigDecimal(-6), surplus.getFirst().wholeUnits());
    assertEquals(Optional.empty(), Valuation.of(exchange.owes("DOGE", 1).files()).surpluses());
  }

  @Test
  void moreAssetsThanATableHas_makeNoReport() {
    Exchange exchange = new Exchange().owes("BTC", 1);
    for (int i = 1; i < 10_000; i++) {
      exchange.holds("T" + i, 1);
    }
    SolvencyInputs most = exchange.inputs();
    assertTrue(SolvencyReport.of(most).toBytes().length < SolvencyReport.LIMITS.maxBytes());
    exchange.holds("ONE-MORE", 1);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, exchange::inputs);
    assertEquals("10001 assets, want at most 10000", refused.getMessage());
  }
}
