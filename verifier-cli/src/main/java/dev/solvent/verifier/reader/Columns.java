package dev.solvent.verifier.reader;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows under one another: the first column to the left, the others to the right. */
public record Columns(List<String[]> rows) {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  public Columns {
    rows = List.copyOf(rows);
  }

  public List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths =
        IntStream.range(0, rows.getFirst().length)
            .map(column -> rows.stream().mapToInt(row -> width(row[column])).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String space = " ".repeat(widths[i] - width(row[i]));
      line.append(i == 0 ? row[i] + space : "  " + space + row[i]);
    }
    return line.toString().stripTrailing();
  }

  /** How many places a terminal gives to a text: two to East Asian signs, none to marks. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int sign) {
    return switch (Character.getType(sign)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> WIDE.contains(UnicodeScript.of(sign)) || isWidePicture(sign) ? 2 : 1;
    };
  }

  private static boolean isWidePicture(int sign) {
    return (sign >= 0xFF01 && sign <= 0xFF60) || (sign >= 0x1F300 && sign <= 0x1FAFF);
  }
}
