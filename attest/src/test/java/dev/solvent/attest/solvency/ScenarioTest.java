package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a failed custodian holds counts for nothing, however many of them there are. */
final class ScenarioTest {
  private static Scenario failing(String name, List<Label> custodians) {
    return new Scenario(custodians, 0, new Label(name), 10_000, Optional.empty(), List.of());
  }

  private static BigDecimal left(Exchange exchange, String... custodians) {
    Scenario scenario = failing("x", List.of(custodians).stream().map(Label::new).toList());
    return Valuation.of(exchange.scenario(scenario).files()).scenarios().getFirst().surplus();
  }

  private static Exchange holding() {
    Exchange exchange = new Exchange().owes("USD", 1);
    for (String custodian : List.of("a", "b", "c", "d", "e")) {
      exchange.holds("USD", 1, Assurance.PROVEN, "hot", custodian);
    }
    return exchange;
  }

  @Test
  void eachThatFails_isMissing_andNoOther() {
    assertEquals(0, left(holding()).compareTo(BigDecimal.valueOf(4)));
    assertEquals(0, left(holding(), "a").compareTo(BigDecimal.valueOf(3)));
    assertEquals(0, left(holding(), "a", "c", "e").compareTo(BigDecimal.valueOf(1)));
    assertEquals(0, left(holding(), "aa", "d", "f").compareTo(BigDecimal.valueOf(3)));
  }

  /** The file of a policy has room for these; looked for one by one they would take minutes. */
  @Test
  void manyCustodiansThatFail_areLookedUp_andNotSearched() {
    Exchange exchange = new Exchange().owes("USD", 1);
    List<Label> failed =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Label(String.format(Locale.ROOT, "x-%05d", i)))
            .toList();
    for (int i = 0; i < 10_000; i++) {
      exchange.holds("USD", 1, Assurance.PROVEN, "hot", "v-" + i);
    }
    for (int i = 0; i < 80; i++) {
      exchange.scenario(failing(String.format(Locale.ROOT, "s-%03d", i), failed));
    }
    Valuation valuation = Valuation.of(exchange.files());
    assertEquals(
        80, assertTimeoutPreemptively(Duration.ofSeconds(10), valuation::scenarios).size());
  }
}
