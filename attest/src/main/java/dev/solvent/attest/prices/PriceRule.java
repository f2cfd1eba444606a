package dev.solvent.attest.prices;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.prices.PriceOutcome.Unavailable;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * When quotes make a price.
 *
 * @param maximumAge how far a quote's time may lie from the table's, in seconds
 * @param maximumSpread between the lowest and the highest, in ten-thousandths of the lowest
 * @param minimumSources 3 or more: of two, nobody can say which is wrong
 * @param sources whose quotes count, ascending; at least as many as are wanted
 */
public record PriceRule(
    long maximumAge, long maximumSpread, int minimumSources, List<Label> sources) {
  private static final long LONGEST = 864_000_000;
  private static final int WHOLE = 10_000;
  private static final int FEWEST = 3;
  private static final int MAX_SOURCES = 100;

  public PriceRule {
    sources = List.copyOf(sources);
    requireRange("maximumAge", maximumAge, 0, LONGEST);
    requireRange("maximumSpread", maximumSpread, 0, WHOLE);
    requireRange("minimumSources", minimumSources, FEWEST, PricedAsset.MAX_QUOTES);
    requireRange("sources", sources.size(), minimumSources, MAX_SOURCES);
    Ascending.require("sources", sources, source -> source, Comparator.naturalOrder());
  }

  private static void requireRange(String name, long found, long min, long max) {
    if (found < min || found > max) {
      throw new IllegalArgumentException(name + " " + found + ", want " + min + " to " + max);
    }
  }

  public static PriceRule read(Fields in) throws MalformedException {
    long age = in.integer("maximumAge", 0, LONGEST);
    long spread = in.integer("maximumSpread", 0, WHOLE);
    int least = (int) in.integer("minimumSources", FEWEST, PricedAsset.MAX_QUOTES);
    List<Label> sources =
        in.list("sources", FEWEST, MAX_SOURCES, item -> item.text("name", Label::parse));
    return in.build(() -> new PriceRule(age, spread, least, sources));
  }

  public JsonObject toJson() {
    return new ObjectBuilder()
        .put("maximumAge", maximumAge)
        .put("maximumSpread", maximumSpread)
        .put("minimumSources", minimumSources)
        .put("sources", sources, source -> new ObjectBuilder().put("name", source.text()).build())
        .build();
  }

  /**
   * The median of the quotes that count: those of the rule's sources, of about this time. Of an
   * even number it is the middle of the two in the middle, rounded down.
   */
  public PriceOutcome price(List<Quote> quotes, Timestamp asOf) {
    List<BigInteger> counting =
        quotes.stream()
            .filter(quote -> sources.contains(quote.source()) && isFresh(quote.time(), asOf))
            .map(Quote::price)
            .map(Amount::toBigInteger)
            .sorted()
            .toList();
    if (counting.size() < minimumSources) {
      return new Unavailable(
          counting.size()
              + (" of " + quotes.size() + " quotes count, want " + minimumSources)
              + (" within " + maximumAge + " s"));
    }
    BigInteger lowest = counting.getFirst();
    BigInteger spread = counting.getLast().subtract(lowest).multiply(BigInteger.valueOf(WHOLE));
    if (spread.compareTo(lowest.multiply(BigInteger.valueOf(maximumSpread))) > 0) {
      return new Unavailable(
          "quotes of "
              + (lowest + " to " + counting.getLast())
              + (", want them within " + maximumSpread + " ten-thousandths"));
    }
    BigInteger low = counting.get((counting.size() - 1) / 2);
    return new Priced(low.add(counting.get(counting.size() / 2)).shiftRight(1));
  }

  private boolean isFresh(Timestamp time, Timestamp asOf) {
    Duration apart = Duration.between(time.instant(), asOf.instant()).abs();
    return apart.compareTo(Duration.ofSeconds(maximumAge)) <= 0;
  }
}
