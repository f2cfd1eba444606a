package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Scenario.Run;
import dev.solvent.attest.solvency.Scenario.Shock;
import dev.solvent.attest.solvency.ValuedLine.Held;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Exchanges that hold more than they owe by the bare ratio, and what each of them hides. */
final class LooksSolventTest {
  private static final Thresholds WHOLE = new Thresholds(10_000, 10_000, 10_000, 10_000, 0, 10_000);
  private static final Thresholds AFTER_HAIRCUT =
      new Thresholds(10_000, 0, 10_000, 10_000, 9_000, 10_000);

  private static void assertLooksSolvent(Exchange exchange) {
    ValuedSheet sheet = exchange.valued();
    assertTrue(sheet.ratio() >= 10_000, () -> "ratio " + sheet.ratio());
    assertTrue(sheet.surplus().signum() >= 0);
  }

  private static void assertAlerts(Exchange exchange, String... alerts) {
    String report = exchange.report();
    assertTrue(
        report.startsWith("{\"alerts\":[" + String.join(",", alerts) + "],\"announces\""), report);
  }

  private static String alert(String threshold, String about, int found, int limit) {
    return ("{\"about\":\"" + about + "\",\"found\":" + found)
        + (",\"limit\":" + limit + ",\"threshold\":\"" + threshold + "\"}");
  }

  /** Everything is there in its kind, but months away. */
  @Test
  void theLadder_catchesAnExchange_thatStakedWhatIsOwedOnDemand() {
    Exchange exchange =
        new Exchange()
            .price("ETH", 2_500_000)
            .owes("ETH", 1_000)
            .holds("ETH", 100)
            .holds("ETH", 1_000, Assurance.PROVEN, "staked", "validator")
            .haircut("ETH", 10_000, 1_000_000_000)
            .thresholds(WHOLE)
            .horizon("hour", 3_600, 500)
            .horizon("week", 604_800, 9_000)
            .horizon("month", 2_592_000, 10_000);
    assertLooksSolvent(exchange);
    assertEquals(10_000, exchange.valued().coverage(Assurance.OBSERVED, Held::raw));
    assertAlerts(exchange, alert("horizon", "week", 1_000, 9_000));
  }

  /** A token that nobody could sell that much of. */
  @Test
  void haircuts_catchAnExchange_whoseAssetsNobodyWouldBuy() {
    Exchange exchange =
        new Exchange()
            .price("THIN", 1_000)
            .owes("THIN", 1_000_000)
            .holds("THIN", 1_000_000)
            .haircut("THIN", 10_000, 100_000, 5_000, 300_000)
            .thresholds(AFTER_HAIRCUT);
    assertLooksSolvent(exchange);
    assertEquals(10_000, exchange.valued().coverage(Assurance.OBSERVED, Held::raw));
    assertAlerts(exchange, alert("haircut", "", 2_000, 9_000));
  }

  /** What is owed in dollars is covered by a coin of its own making. */
  @Test
  void itsOwnToken_catchesAnExchange_thatMintsItsReserves() {
    Exchange exchange =
        new Exchange()
            .price("USDC", 1_000)
            .price("EXT", 25_000)
            .owes("USDC", 1_000_000)
            .owes("EXT", 100)
            .holds("USDC", 400_000)
            .holds("EXT", 40_000)
            .haircut("USDC", 10_000, 1_000_000_000)
            .ownToken("EXT")
            .thresholds(new Thresholds(6_000, 9_000, 10_000, 10_000, 9_000, 5_000));
    assertLooksSolvent(exchange);
    assertAlerts(
        exchange,
        alert("asset", "EXT", 7_143, 6_000),
        alert("coverage", "", 4_014, 9_000),
        alert("haircut", "", 3_990, 9_000),
        alert("issuer", "exchange.example", 7_143, 5_000));
    assertEquals(List.of(), Rebalancing.of(exchange.valued()).trades());
  }

  /** All in kind today; the custodian that holds half of it has failed before. */
  @Test
  void stress_catchesAnExchange_thatRestsOnOneCustodian() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 60_000_000)
            .owes("BTC", 100)
            .holds("BTC", 50)
            .holds("BTC", 55, Assurance.OBSERVED, "cold", "vault.example")
            .haircut("BTC", 10_000, 1_000_000_000)
            .thresholds(WHOLE)
            .scenario(failing("vault-fails", "vault.example", 8_000))
            .scenario(crash("crash", 5_000, 8_000));
    assertLooksSolvent(exchange);
    assertAlerts(exchange, alert("scenario", "vault-fails", 5_000, 8_000));
    assertTrue(exchange.report().contains("\"breakEven\":910,\"coverage\":5000"));
  }

  /** 80 BTC and 20 of its own token, where 100 BTC and 100 ETH are owed; all at 1. */
  @Test
  void everyThresholdThatIsCrossed_raisesItsAlert() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 1_000)
            .price("ETH", 1_000)
            .price("EXT", 1_000)
            .owes("BTC", 100)
            .owes("ETH", 100)
            .holds("BTC", 80)
            .holds("EXT", 20)
            .ownToken("EXT")
            .thresholds(new Thresholds(5_000, 10_000, 5_000, 1_000, 10_000, 1_000))
            .horizon("hour", 3_600, 9_000)
            .scenario(
                new Scenario(
                    List.of(),
                    9_000,
                    new Label("all-leave"),
                    10_000,
                    Optional.of(new Run(3_600, 10_000)),
                    List.of()));
    assertAlerts(
        exchange,
        alert("asset", "BTC", 8_000, 5_000),
        alert("coverage", "", 4_000, 10_000),
        alert("custodian", "self", 10_000, 5_000),
        alert("difference", "BTC", 3_000, 1_000),
        alert("difference", "ETH", 5_000, 1_000),
        alert("difference", "EXT", 2_000, 1_000),
        alert("haircut", "", 0, 10_000),
        alert("horizon", "hour", 4_000, 9_000),
        alert("issuer", "exchange.example", 2_000, 1_000),
        alert("run", "all-leave", 4_000, 9_000),
        alert("scenario", "all-leave", 0, 9_000));
  }

  /** A figure that cannot be given is an alert, and stands nowhere. */
  @Test
  void withoutAPrice_thereIsNoTotal_andAnAlert() {
    Exchange exchange =
        new Exchange()
            .price("BTC", 60_000_000)
            .owes("BTC", 1)
            .owes("DOGE", 1)
            .holds("BTC", 1_000_000)
            .scenario(crash("crash", 5_000, 0));
    assertAlerts(exchange, alert("price", "DOGE", 0, 1));
    String report = exchange.report();
    for (String absent : List.of("total", "duration", "imbalance", "stress", "surplus", "ratio")) {
      assertEquals(-1, report.indexOf("\"" + absent + "\""), report);
    }
    assertTrue(
        report.contains(
            "\"unpriced\":[{\"asset\":\"DOGE\","
                + "\"reason\":\"0 of 0 quotes count, want 3 within 3600 s\"}]"),
        report);
  }

  private static Scenario failing(String name, String custodian, int least) {
    return new Scenario(
        List.of(new Label(custodian)), least, new Label(name), 10_000, Optional.empty(), List.of());
  }

  private static Scenario crash(String name, int becomes, int least) {
    return new Scenario(
        List.of(),
        least,
        new Label(name),
        10_000,
        Optional.empty(),
        List.of(new Shock(new Ticker("BTC"), becomes)));
  }
}
