package dev.solvent.server.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a line of CSV. */
final class CsvLine {
  /** No UTF-8 text has it. */
  private static final int NOT_UTF8 = 0xFF;

  private CsvLine() {}

  /**
   * Writes one field, after a comma unless it is the first. A line feed within it becomes a CR, so
   * that rows and lines stay in step: a book refuses either. What a driver could not decode stands
   * in text as U+FFFD, and is written as a byte that the book refuses as it would the original.
   */
  static void put(ByteArrayOutputStream line, int column, String text) {
    if (column > 0) {
      line.write(',');
    }
    boolean quoted = false;
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted |= c == ',' || c == '"' || c == '\n' || c == '\r';
      plain &= c < 0x80;
    }
    if (!quoted && plain) {
      line.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      return;
    }
    line.write('"');
    text.codePoints().forEach(c -> put(line, c));
    line.write('"');
  }

  private static void put(ByteArrayOutputStream line, int character) {
    if (character == '\n') {
      line.write('\r');
    } else if (character == '"') {
      line.write('"');
      line.write('"');
    } else if (character < 0x80) {
      line.write(character);
    } else if (character == 0xFFFD || (character >= 0xD800 && character <= 0xDFFF)) {
      line.write(NOT_UTF8);
    } else {
      line.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }
  }
}
