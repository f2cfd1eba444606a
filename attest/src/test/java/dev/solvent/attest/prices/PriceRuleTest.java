package dev.solvent.attest.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.prices.PriceOutcome.Unavailable;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PriceRuleTest {
  private static final Instant NOW = Instant.parse("2026-09-02T00:00:00Z");

  /** Of sources a to g, at least three, at most an hour old and two per cent apart. */
  private static final PriceRule RULE =
      new PriceRule(
          3600,
          200,
          3,
          List.of("a", "b", "c", "d", "e", "f", "g").stream().map(Label::new).toList());

  private static Quote quote(String source, long price, long secondsLater) {
    return new Quote(
        Amount.of(price), new Label(source), new Timestamp(NOW.plusSeconds(secondsLater)));
  }

  /** As said by a, b, c and so on, just now. */
  private static List<Quote> quotes(long... prices) {
    List<Quote> quotes = new ArrayList<>();
    LongStream.of(prices)
        .forEach(
            price -> quotes.add(quote(String.valueOf((char) ('a' + quotes.size())), price, 0)));
    return quotes;
  }

  private static PriceOutcome price(List<Quote> quotes) {
    return RULE.price(quotes, new Timestamp(NOW));
  }

  private static PriceOutcome priced(long price) {
    return new Priced(BigInteger.valueOf(price));
  }

  private static String reason(List<Quote> quotes) {
    return assertInstanceOf(Unavailable.class, price(quotes)).reason();
  }

  @Test
  void theMedian_isThePrice_ofAnEvenNumberTheMiddleRoundedDown() {
    assertEquals(priced(1005), price(quotes(1010, 1000, 1005)));
    assertEquals(priced(1005), price(quotes(1010, 1004, 1000, 1007)));
    assertEquals(priced(1004), price(quotes(1004, 1004, 1004, 1004)));
  }

  @Test
  void tooFewSources_giveNoPrice() {
    assertEquals("2 of 2 quotes count, want 3 within 3600 s", reason(quotes(1000, 1000)));
    assertEquals("0 of 0 quotes count, want 3 within 3600 s", reason(List.of()));
  }

  @Test
  void aSourceThatThePolicyDoesNotName_doesNotCount() {
    List<Quote> quotes = new ArrayList<>(quotes(1000, 1000));
    quotes.add(quote("friend", 1000, 0));
    assertEquals("2 of 3 quotes count, want 3 within 3600 s", reason(quotes));
  }

  @Test
  void aStaleQuote_doesNotCount_neitherFromBeforeNorFromAfter() {
    for (long edge : new long[] {-3600, 3600}) {
      List<Quote> quotes = new ArrayList<>(quotes(1000, 1000));
      quotes.add(quote("c", 1000, edge));
      assertEquals(priced(1000), price(quotes));
      quotes.set(2, quote("c", 1000, edge + Long.signum(edge)));
      assertEquals("2 of 3 quotes count, want 3 within 3600 s", reason(quotes));
    }
  }

  @Test
  void tooWideASpread_givesNoPrice() {
    assertEquals(priced(1010), price(quotes(1000, 1010, 1020)));
    assertEquals(
        "quotes of 1000 to 1021, want them within 200 ten-thousandths",
        reason(quotes(1000, 1010, 1021)));
  }

  @Test
  void twoSources_areNoRule() {
    List<Label> three = RULE.sources().subList(0, 3);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new PriceRule(3600, 200, 2, three));
    assertEquals("minimumSources 2, want 3 to 20", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new PriceRule(3600, 200, 4, three));
    assertThrows(
        IllegalArgumentException.class, () -> new PriceRule(3600, 200, 3, three.reversed()));
  }

  /** Of three or more, one liar moves the price no further than to what another says. */
  @Property
  void aPrice_liesWithinWhatTheOthersSay(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1000, max = 1010) Integer> honest,
      @ForAll @IntRange(min = 990, max = 1020) int liar) {
    List<Integer> all = new ArrayList<>(honest);
    all.add(liar);
    PriceOutcome outcome = price(quotes(all.stream().mapToLong(Integer::longValue).toArray()));
    if (outcome instanceof Priced(BigInteger price)) {
      List<Integer> sorted = honest.stream().sorted().toList();
      assertTrue(price.intValueExact() >= sorted.getFirst(), () -> price + " of " + all);
      assertTrue(price.intValueExact() <= sorted.getLast(), () -> price + " of " + all);
    }
  }

  private static PriceRule rule(long age, long spread, int least, int sources) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      labels.add(new Label("source-" + (100 + i)));
    }
    return new PriceRule(age, spread, least, labels);
  }

  private static PriceRule read(PriceRule rule) throws MalformedException {
    byte[] json = CanonicalJson.print(rule.toJson(), PriceTable.LIMITS);
    return Fields.read(json, PriceTable.LIMITS, PriceRule::read);
  }

  @Test
  void everyRuleWithinItsBounds_isReadAsItWasPrinted() throws Exception {
    assertEquals(RULE, read(RULE));
    assertEquals(rule(0, 0, 3, 3), read(rule(0, 0, 3, 3)));
    assertEquals(rule(864_000_000, 10_000, 20, 100), read(rule(864_000_000, 10_000, 20, 100)));
  }

  @Test
  void aRuleOutOfItsBounds_isNone() {
    assertNoRule("maximumAge -1, want 0 to 864000000", -1, 0, 3, 3);
    assertNoRule("maximumAge 864000001, want 0 to 864000000", 864_000_001, 0, 3, 3);
    assertNoRule("maximumSpread -1, want 0 to 10000", 0, -1, 3, 3);
    assertNoRule("maximumSpread 10001, want 0 to 10000", 0, 10_001, 3, 3);
    assertNoRule("minimumSources 21, want 3 to 20", 0, 0, 21, 21);
    assertNoRule("sources 101, want 3 to 100", 0, 0, 3, 101);
  }

  private static void assertNoRule(String why, long age, long spread, int least, int sources) {
    assertEquals(
        why,
        assertThrows(IllegalArgumentException.class, () -> rule(age, spread, least, sources))
            .getMessage());
  }

  @Test
  void aPriceOfNothing_isNoPrice() {
    assertThrows(IllegalArgumentException.class, () -> priced(0));
    assertThrows(IllegalArgumentException.class, () -> priced(-1));
  }
}
