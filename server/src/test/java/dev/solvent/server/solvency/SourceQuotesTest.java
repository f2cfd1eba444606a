package dev.solvent.server.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source is of a moment where one of its quotes is. */
final class SourceQuotesTest {
  private static final Label DESK = new Label("desk");
  private static final Duration HOUR = Duration.ofHours(1);

  private static SourceQuotes quoted(String... times) throws Exception {
    TreeMap<Ticker, Quote> quotes = new TreeMap<>();
    for (String time : times) {
      quotes.put(
          new Ticker("T" + quotes.size()),
          new Quote(Amount.of(1), DESK, Timestamp.parse("2026-09-01T" + time + "Z")));
    }
    return new SourceQuotes(DESK, Optional.empty(), quotes);
  }

  @ParameterizedTest
  @CsvSource({
    "10:59:59, false",
    "11:00:00, true",
    "12:00:00, true",
    "13:00:00, true",
    "13:00:01, false"
  })
  void edges_belongToIt_beforeAndAfter(String time, boolean within) throws Exception {
    assertEquals(
        within, quoted(time).isWithin(HOUR, Timestamp.parse("2026-09-01T12:00:00Z")), time);
  }

  @Test
  void oneQuoteOfMany_isEnough_andOfNoneThereIsNone() throws Exception {
    Timestamp noon = Timestamp.parse("2026-09-01T12:00:00Z");
    assertTrue(quoted("01:00:00", "12:30:00", "23:00:00").isWithin(HOUR, noon));
    assertFalse(quoted().isWithin(HOUR, noon));
  }

  @Test
  void quoteOfAnother_isRefused() throws Exception {
    SourceQuotes desk = quoted("12:00:00");
    assertThrows(
        IllegalArgumentException.class,
        () -> new SourceQuotes(new Label("index"), Optional.empty(), desk.quotes()));
  }
}
