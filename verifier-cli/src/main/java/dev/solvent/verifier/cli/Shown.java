package dev.solvent.verifier.cli;

import dev.solvent.attest.report.ReportText;

/** Text on its way to a terminal. */
public final class Shown {
  private Shown() {}

  /** Words of somebody else's: none of them moves the cursor, or turns the direction. */
  public static String foreign(String text) {
    return ReportText.shown(text);
  }
}
