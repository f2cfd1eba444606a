package dev.solvent.attest.solvency;

import java.util.ArrayList;
import java.util.List;

/** Rows of plain characters under one another: the first column to the left, the others right. */
public final class TextTable {
  private TextTable() {}

  public static List<String> lines(List<String[]> rows) {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        String space = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? row[i] + space : "  " + space + row[i]);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
