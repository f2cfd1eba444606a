package dev.solvent.server.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The quotes of one source, in a file: {@code docs/operating/solvency.md} has both forms. One
 * thread.
 */
public final class PriceFile {
  static final List<String> COLUMNS = List.of("asset", "price", "time");

  private final Label source;
  private final FirstProblems problems;
  private final SortedMap<Ticker, Quote> quotes = new TreeMap<>();
  private final Map<Ticker, Long> lines = new HashMap<>();

  private PriceFile(Label source, FirstProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  /**
   * What the source says, asset by asset; at least of one.
   *
   * @param file CSV, or JSON where its name ends in {@code .json}
   * @throws UserError which names every problem
   */
  public static SortedMap<Ticker, Quote> read(Label source, Path file) {
    return SmallFile.read(
        file,
        (bytes, problems) ->
            new PriceFile(source, problems)
                .rows(
                    file.toString().endsWith(".json")
                        ? JsonRows.read(bytes, "prices", COLUMNS, problems)
                        : CsvTable.read(bytes, COLUMNS, problems)));
  }

  private SortedMap<Ticker, Quote> rows(List<List<Cell>> rows) {
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(
          new Problem(0, "", "no price, want one or more", "is the export of this source empty?"));
    }
    rows.forEach(this::row);
    return quotes;
  }

  private void row(List<Cell> cells) {
    Cell named = cells.getFirst();
    if (problems.isFullBefore(named.line())) {
      return;
    }
    Optional<Ticker> asset =
        named.read(Ticker::parse, "write the asset's ticker as the book has it", problems);
    Optional<Amount> price = cells.get(1).read(DecimalPrice::parse, DecimalPrice.REMEDY, problems);
    Optional<Timestamp> time =
        cells.get(2).read(Timestamp::parse, "the moment of which the price is, in UTC", problems);
    if (asset.isEmpty()) {
      return;
    }
    Long before = lines.putIfAbsent(asset.get(), named.line());
    if (before != null) {
      problems.add(
          named.problem(
              asset.get() + " again, first on line " + before + ", want one price of it",
              "which of them is right? take the other one away"));
    }
    if (price.isPresent() && time.isPresent()) {
      quotes.put(asset.get(), new Quote(price.get(), source, time.get()));
    }
  }
}
