package dev.solvent.server.handout;

/** Fields of CSV as RFC 4180 has them. */
final class Csv {
  private Csv() {}

  static String field(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
