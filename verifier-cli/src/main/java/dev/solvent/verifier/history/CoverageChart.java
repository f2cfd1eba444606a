package dev.solvent.verifier.history;

import dev.solvent.attest.report.Coverage;
import dev.solvent.merkle.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * Coverage over time in plain characters: a point an epoch, or the lowest of several, and a line
 * where everything owed is covered. At most 80 columns wide.
 */
final class CoverageChart {
  static final int WIDTH = 80;
  private static final int LABEL = 12;
  private static final int HEIGHT = 8;

  /** What lies above is drawn at the top, as {@code ^}. */
  private static final long HIGHEST = 2L * Coverage.WHOLE;

  private final Ticker asset;
  private final List<EpochRow> rows;
  private final int together;
  private final List<OptionalLong> points;

  private CoverageChart(Ticker asset, List<EpochRow> rows) {
    this.asset = asset;
    this.rows = rows;
    together = Math.ceilDiv(rows.size(), WIDTH - LABEL);
    points = new ArrayList<>();
    for (int at = 0; at < rows.size(); at += together) {
      points.add(
          rows.subList(at, Math.min(rows.size(), at + together)).stream()
              .flatMapToLong(row -> of(row, asset).stream())
              .min());
    }
  }

  /** An asset's basis points in an epoch, where it has any. */
  static OptionalLong of(EpochRow row, Ticker asset) {
    return row.coverage().stream()
        .filter(coverage -> coverage.asset().ticker().equals(asset))
        .mapToLong(Coverage::basisPoints)
        .findFirst();
  }

  static List<String> lines(Ticker asset, List<EpochRow> rows) {
    return new CoverageChart(asset, rows).lines();
  }

  private List<String> lines() {
    long low = Math.min(Coverage.WHOLE, extreme(Math::min));
    long high = Math.max(Coverage.WHOLE, Math.min(HIGHEST, extreme(Math::max)));
    long step = round(Math.ceilDiv(high - low, HEIGHT - 1));
    List<String> lines = new ArrayList<>();
    lines.add(title());
    for (long row = rowOf(high, step); row >= rowOf(low, step); row--) {
      lines.add(line(row, step));
    }
    lines.add(axis());
    return lines;
  }

  /** 1, 2 or 5 and zeros behind it; not less. */
  private static long round(long least) {
    long ten = 1;
    while (10 * ten < least) {
      ten *= 10;
    }
    return least <= ten ? ten : least <= 2 * ten ? 2 * ten : least <= 5 * ten ? 5 * ten : 10 * ten;
  }

  private String title() {
    return "coverage of " + asset + (together > 1 ? ", the lowest of every " + together : "");
  }

  private long extreme(LongBinaryOperator of) {
    return points.stream().flatMapToLong(OptionalLong::stream).reduce(of).orElse(Coverage.WHOLE);
  }

  /** Row 0 begins where all is covered; nothing is drawn higher than it is. */
  private static long rowOf(long value, long step) {
    return Math.floorDiv(Math.min(value, HIGHEST) - Coverage.WHOLE, step);
  }

  private String line(long row, long step) {
    String percent = Coverage.percent(Coverage.WHOLE + row * step);
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%" + (LABEL - 2) + "s |", percent));
    for (OptionalLong point : points) {
      boolean here = point.isPresent() && rowOf(point.getAsLong(), step) == row;
      char drawn = here && point.getAsLong() > HIGHEST ? '^' : '*';
      line.append(here ? drawn : row == 0 ? '-' : ' ');
    }
    return line.toString().stripTrailing();
  }

  private String axis() {
    String first = "epoch " + rows.getFirst().epoch();
    String last = String.valueOf(rows.getLast().epoch());
    int between = points.size() - first.length() - last.length();
    return " ".repeat(LABEL)
        + first
        + (rows.size() == 1
            ? ""
            : " ".repeat(Math.max(0, between)) + (between < 1 ? " to " : "") + last);
  }
}
