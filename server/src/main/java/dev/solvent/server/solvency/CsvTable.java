package dev.solvent.server.solvency;

import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.book.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small table in CSV: a header of just these columns in this order, then rows of as many cells.
 * No cell that belongs here has a comma or a quote, so none is unquoted. One thread.
 */
final class CsvTable {
  private static final String PLAIN = "export as plain text, without a byte order mark";

  private final List<String> columns;
  private final List<String> places = new ArrayList<>();
  private final FirstProblems problems;
  private final List<List<Cell>> rows = new ArrayList<>();

  private CsvTable(List<String> columns, FirstProblems problems) {
    this.columns = columns;
    for (String column : columns) {
      places.add("column " + (places.size() + 1) + " (" + column + ")");
    }
    this.problems = problems;
  }

  /** The rows that have all of their cells; what is wrong with others is added to the problems. */
  static List<List<Cell>> read(byte[] bytes, List<String> columns, FirstProblems problems) {
    CsvTable table = new CsvTable(columns, problems);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    int count = lines.length - (text.endsWith("\n") ? 1 : 0);
    for (int i = 0; i < count && !problems.isFullBefore(i + 1); i++) {
      String line = lines[i];
      table.line(i + 1, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
    return table.rows;
  }

  private void line(long number, String line) {
    for (int i = 0; i < line.length(); i++) {
      char found = line.charAt(i);
      if (found < ' ' || found > '~') {
        problems.add(
            new Problem(
                number,
                "character " + (i + 1),
                String.format(Locale.ROOT, "byte 0x%02X, want printable ASCII", (int) found),
                PLAIN));
        return;
      }
    }
    String[] cells = line.split(",", -1);
    if (number == 1) {
      header(line);
    } else if (cells.length != columns.size()) {
      problems.add(
          new Problem(
              number,
              "",
              (cells.length == 1 ? "1 cell" : cells.length + " cells")
                  + " in "
                  + Quoted.of(line)
                  + ", want "
                  + columns.size(),
              "one row a line: " + String.join(",", columns) + ", no blank line"));
    } else {
      List<Cell> row = new ArrayList<>();
      for (int i = 0; i < cells.length; i++) {
        row.add(new Cell(number, places.get(i), cells[i]));
      }
      rows.add(List.copyOf(row));
    }
  }

  private void header(String line) {
    String wanted = String.join(",", columns);
    if (!line.equals(wanted)) {
      problems.add(
          new Problem(
              1,
              "",
              "header " + Quoted.of(line) + ", want " + wanted,
              "write it as the first line: " + wanted));
    }
  }
}
