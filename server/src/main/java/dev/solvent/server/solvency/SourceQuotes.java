package dev.solvent.server.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source says, asset by asset.
 *
 * @param file where it says so; none where it was asked
 */
public record SourceQuotes(Label source, Optional<Path> file, SortedMap<Ticker, Quote> quotes) {
  public SourceQuotes {
    quotes = Collections.unmodifiableSortedMap(new TreeMap<>(quotes));
    for (Quote quote : quotes.values()) {
      if (!quote.source().equals(source)) {
        throw new IllegalArgumentException("quote of " + quote.source() + ", want " + source);
      }
    }
  }

  /** Whether any of it is of about this time. */
  public boolean isWithin(Duration most, Timestamp time) {
    return quotes.values().stream()
        .map(quote -> Duration.between(quote.time().instant(), time.instant()).abs())
        .anyMatch(apart -> apart.compareTo(most) <= 0);
  }
}
