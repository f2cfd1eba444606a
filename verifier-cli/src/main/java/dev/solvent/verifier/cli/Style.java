package dev.solvent.verifier.cli;

import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Verdict;
import java.io.Console;
import java.util.Optional;

/** Colour, which says nothing that the words do not say too. Immutable. */
public final class Style {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";

  /** When colour is used. */
  public enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  private final boolean coloured;

  private Style(boolean coloured) {
    this.coloured = coloured;
  }

  /** On a terminal, where nobody asked for none: {@code NO_COLOR}, {@code TERM=dumb}. */
  public static Style of(When when) {
    return new Style(
        switch (when) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> isTerminal() && System.getenv("NO_COLOR") == null && !isDumb();
        });
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static boolean isDumb() {
    return "dumb".equals(System.getenv("TERM"));
  }

  public String verdict(Verdict verdict) {
    return paint(
        BOLD
            + switch (verdict) {
              case VERIFIED -> GREEN;
              case STALE, SHORT -> YELLOW;
              case FAILED, MALFORMED -> RED;
            },
        verdict.name());
  }

  /** How a check ended, already padded to the column. */
  public String result(Finding.Result result, String text) {
    return switch (result) {
      case PASS -> paint(GREEN, text);
      case FAIL -> paint(RED, text);
      case ABSENT -> paint(DIM, text);
      case NOT_RUN -> paint(YELLOW, text);
    };
  }

  public String good(String text) {
    return paint(GREEN, text);
  }

  public String bad(String text) {
    return paint(RED, text);
  }

  public String faint(String text) {
    return paint(DIM, text);
  }

  public String strong(String text) {
    return paint(BOLD, text);
  }

  private String paint(String colour, String text) {
    return coloured ? colour + text + RESET : text;
  }
}
