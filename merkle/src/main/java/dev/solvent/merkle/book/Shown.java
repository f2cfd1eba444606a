package dev.solvent.merkle.book;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value as a problem shows it: in quotes, cut to 60 characters, on one line. What a terminal
 * would obey or not show is escaped, as are quotes, backslashes and bytes that are not UTF-8.
 */
final class Shown {
  static final int MOST_CHARACTERS = 60;

  /** Enough bytes for the characters shown and for a secret that begins among them. */
  private static final int MOST_BYTES = 4 * MOST_CHARACTERS + 2 * 64;

  /** So many hex digits in a row may be part of a key. */
  private static final int SECRET_DIGITS = 32;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Shown() {}

  static String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length, false);
  }

  /** The same without the quotes around it, for where a value is only named. */
  static String bare(String value) {
    String quoted = text(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** As an argument on a command line: in quotes only where it needs them. */
  static String argument(String value) {
    return value.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*") ? bare(value) : text(value);
  }

  /** With asterisks for long runs of hex digits, which may be part of a key. */
  static String withoutKeys(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hideKeys(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * @param hideKeys whether to show asterisks for long runs of hex digits: a key may have slipped
   *     into another column
   */
  static String of(byte[] bytes, int from, int to, boolean hideKeys) {
    byte[] value = Arrays.copyOfRange(bytes, from, Math.min(to, from + MOST_BYTES));
    if (hideKeys) {
      hideKeys(value);
    }
    StringBuilder shown = new StringBuilder("\"");
    int at = 0;
    for (int shownCharacters = 0; at < value.length; shownCharacters++) {
      if (shownCharacters == MOST_CHARACTERS) {
        return shown.append("…\"").toString();
      }
      int length = Utf8.lengthAt(value, at, value.length);
      if (length == 0) {
        shown.append("\\x").append(HEX.toHexDigits(value[at]));
        at++;
      } else {
        append(shown, new String(value, at, length, StandardCharsets.UTF_8).codePointAt(0));
        at += length;
      }
    }
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int character) {
    if (character == '"' || character == '\\') {
      shown.append('\\').appendCodePoint(character);
    } else if (isPlain(character)) {
      shown.appendCodePoint(character);
    } else {
      boolean wide = character > 0xFFFF;
      shown.append(wide ? "\\U" : "\\u");
      shown.append(wide ? HEX.toHexDigits(character) : HEX.toHexDigits((char) character));
    }
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }

  private static void hideKeys(byte[] value) {
    int run = 0;
    for (int i = 0; i <= value.length; i++) {
      if (i < value.length && Character.digit(value[i], 16) >= 0) {
        run++;
      } else {
        if (run >= SECRET_DIGITS) {
          Arrays.fill(value, i - run, i, (byte) '*');
        }
        run = 0;
      }
    }
  }
}
