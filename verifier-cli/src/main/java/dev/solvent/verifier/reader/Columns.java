package dev.solvent.verifier.reader;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rows under one another: the first column to the left, the others to the right. */
public record Columns(List<String[]> rows) {
  public Columns {
    rows = List.copyOf(rows);
  }

  public List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.getFirst().length)
            .map(column -> rows.stream().mapToInt(row -> row[column].length()).max().orElse(1))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String form = "%" + (i == 0 ? "-" : "") + Math.max(1, widths[i]) + "s";
      line.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, form, row[i]));
    }
    return line.toString().stripTrailing();
  }
}
