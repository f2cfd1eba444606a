package dev.solvent.verifier.history;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.reader.Columns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A history for people: a table, a small chart of each asset, and what stands out. */
final class HistoryPage {
  private static final int MOST_CHARTS = 3;
  private static final int MOST_EVENTS = 20;
  private static final int MOST_ROWS = 40;

  private final PrintWriter out;
  private final Style style;
  private final History history;

  HistoryPage(PrintWriter out, Style style, History history) {
    this.out = out;
    this.style = style;
    this.history = history;
  }

  void verdict() {
    out.println(
        style.verdict(history.verdict())
            + " "
            + history.issuer()
            + ", "
            + history.size()
            + (history.size() == 1 ? " attestation" : " attestations"));
    history.allFaults().forEach(fault -> out.println("  " + style.bad(Shown.foreign(fault))));
  }

  /** An epoch a line: all of them, or the last ones. */
  void table(List<Ticker> assets, boolean all) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "epoch",
          "as of",
          "late",
          "verdict",
          assets.isEmpty() ? "lowest" : "coverage",
          "assets",
          "left out"
        });
    int left = all ? 0 : Math.max(0, history.rows().size() - MOST_ROWS);
    history.rows().stream().skip(left).forEach(row -> rows.add(cells(row, assets)));
    if (left > 0) {
      out.println(style.faint("  " + left + " epochs before these; --verbose shows all"));
    }
    new Columns(rows).lines().forEach(line -> out.println("  " + line));
  }

  private String[] cells(EpochRow row, List<Ticker> assets) {
    long excluded = row.excluded().stream().mapToLong(each -> each.count()).sum();
    return new String[] {
      row.epoch().toString(),
      row.found()
          .map(EpochRow.Found::statement)
          .map(Statement::asOf)
          .map(Object::toString)
          .orElse("-"),
      row.late().map(Events::inWords).orElse("-"),
      row.verdict().name(),
      coverage(row, assets),
      row.found().isEmpty() ? "-" : String.valueOf(row.coverage().size()),
      row.found().isEmpty() ? "-" : String.valueOf(excluded)
    };
  }

  private static String coverage(EpochRow row, List<Ticker> assets) {
    if (assets.isEmpty()) {
      return row.coverage().stream()
          .min(Comparator.comparingLong(Coverage::basisPoints))
          .map(HistoryPage::inWords)
          .orElse("-");
    }
    List<String> chosen =
        row.coverage().stream()
            .filter(coverage -> assets.contains(coverage.asset().ticker()))
            .map(HistoryPage::inWords)
            .toList();
    return chosen.isEmpty() ? "-" : String.join(" ", chosen);
  }

  private static String inWords(Coverage coverage) {
    return coverage.asset().ticker() + " " + Coverage.percent(coverage.basisPoints());
  }

  /** Of the chosen assets, or of those that were ever covered least. */
  void charts(List<Ticker> chosen) {
    Map<Ticker, Long> lowest = new TreeMap<>();
    for (EpochRow row : history.rows()) {
      for (Coverage coverage : row.coverage()) {
        lowest.merge(coverage.asset().ticker(), coverage.basisPoints(), Math::min);
      }
    }
    List<Ticker> charted =
        chosen.isEmpty()
            ? lowest.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(MOST_CHARTS)
                .map(Map.Entry::getKey)
                .toList()
            : chosen;
    for (Ticker asset : charted) {
      out.println();
      CoverageChart.lines(asset, history.rows()).forEach(out::println);
    }
    if (chosen.isEmpty() && lowest.size() > MOST_CHARTS) {
      out.println(
          "the " + MOST_CHARTS + " lowest of " + lowest.size() + " assets; --asset names others");
    }
  }

  /** What stands out, in words. */
  void events(boolean all) {
    out.println();
    if (history.events().isEmpty()) {
      out.println("nothing stands out: none late, none corrected, none below what it owes");
    }
    int left = all ? 0 : Math.max(0, history.events().size() - MOST_EVENTS);
    if (left > 0) {
      out.println(style.faint(left + " more before these; --verbose shows all"));
    }
    for (Event event : history.events().subList(left, history.events().size())) {
      out.println("epoch " + event.epoch() + ": " + Shown.foreign(event.sentence()));
    }
    lowest();
  }

  private void lowest() {
    Optional<EpochRow> least =
        history.rows().stream()
            .filter(row -> !row.coverage().isEmpty())
            .min(Comparator.comparingLong(row -> leastOf(row).orElse(Long.MAX_VALUE)));
    least.ifPresent(row ->
        out.println("lowest coverage: " + coverage(row, List.of()) + " in epoch " + row.epoch()));
    if (history.newest() == Verdict.STALE) {
      out.println("the newest attestation is not to be relied upon any more");
    }
  }

  private static OptionalLong leastOf(EpochRow row) {
    return row.coverage().stream().mapToLong(Coverage::basisPoints).min();
  }
}
