package dev.solvent.merkle;

import java.util.HexFormat;

/**
 * Foreign text in a message: cut off, and with everything but printable ASCII escaped, so that an
 * operator's file can neither flood a log nor write verdicts of its own on a terminal.
 */
public final class Quoted {
  private static final int MAX_SHOWN = 60;

  private Quoted() {}

  public static String of(String text) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), MAX_SHOWN); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c <= 0x7E && c != '"' && c != '\\') {
        shown.append(c);
      } else {
        shown.append("\\u").append(HexFormat.of().toHexDigits(c));
      }
    }
    return shown.append(text.length() > MAX_SHOWN ? "…\"" : "\"").toString();
  }
}
