package dev.solvent.verifier.manual;

import java.util.List;
import java.util.Locale;

/**
 * A page in the macros of man(7). Text comes in as it is read, and is escaped here: no text can
 * become a request. One thread at a time.
 */
final class Roff {
  private final StringBuilder page = new StringBuilder();

  Roff(String title, String source) {
    request(".TH " + quoted(title.toUpperCase(Locale.ROOT)) + " 1 \"\" " + quoted(source));
    // Commands are typed as they are printed, so no line may break inside of a word.
    request(".nh");
  }

  void section(String title) {
    request(".SH " + quoted(title.toUpperCase(Locale.ROOT)));
  }

  void paragraph(String text) {
    request(".PP");
    line(escaped(text));
  }

  /** A term, bold as it is typed, and below it what it means. */
  void entry(String term, String meaning) {
    request(".TP");
    line(bold(term));
    line(escaped(meaning));
  }

  /** One line: a command with what it takes. */
  void synopsis(String command, String rest) {
    line(bold(command) + (rest.isEmpty() ? "" : " " + escaped(rest)));
  }

  /** The line from which indexes of manuals are made. */
  void name(String command, String summary) {
    line(escaped(command) + " \\- " + escaped(summary));
  }

  /** Lines as they are. */
  void verbatim(List<String> lines) {
    request(".PP");
    request(".RS 4");
    request(".nf");
    lines.forEach(each -> line(escaped(each)));
    request(".fi");
    request(".RE");
  }

  private void request(String request) {
    page.append(request).append('\n');
  }

  private void line(String escaped) {
    request(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /** Hyphens stay what is typed; what is not ASCII is named, whatever the locale of who reads. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\' -> escaped.append("\\e");
            case '-' -> escaped.append("\\-");
            case '\'' -> escaped.append("\\(aq");
            case '`' -> escaped.append("\\(ga");
            case '^' -> escaped.append("\\(ha");
            case '~' -> escaped.append("\\(ti");
            case '…' -> escaped.append("...");
            default -> {
              if (c < 0x80) {
                escaped.append((char) c);
              } else {
                escaped.append(String.format(Locale.ROOT, "\\[u%04X]", c));
              }
            }
          }
        });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
