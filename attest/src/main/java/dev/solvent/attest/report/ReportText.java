package dev.solvent.attest.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Prints a report for people: the verdict first, then every check on a line of its own. */
public final class ReportText {
  private ReportText() {}

  public static String print(Report report) {
    StringBuilder text = new StringBuilder(report.verdict().name());
    report.issuer().ifPresent(issuer -> text.append(' ').append(issuer));
    report.epoch().ifPresent(epoch -> text.append(", epoch ").append(epoch));
    text.append('\n');
    for (Finding finding : report.findings()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-7s %-21s %s\n",
              finding.result().text(),
              finding.check().id(),
              shown(finding.sentence())));
    }
    for (Coverage coverage : report.coverage()) {
      text.append(line(coverage));
    }
    return text.toString();
  }

  /** Foreign words as they are shown: none may move the cursor or turn the direction. */
  public static String shown(String sentence) {
    StringBuilder shown = new StringBuilder();
    sentence
        .codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED ->
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            default -> shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  /** Levels of assurance are never one sum; one that nothing is held at is not spoken of. */
  private static String line(Coverage coverage) {
    return String.format(
        Locale.ROOT,
        "  %-8s owed %s, proven or observed and owned %s (%s)%s%s%s\n",
        coverage.asset().ticker(),
        decimal(coverage, coverage.liabilities()),
        decimal(coverage, coverage.counted()),
        Coverage.percent(coverage.basisPoints()),
        unlessNone(", if its blocks are genuine ", coverage, coverage.conditional()),
        unlessNone(", in a custodian's word ", coverage, coverage.attested()),
        unlessNone(", in the exchange's word alone ", coverage, coverage.claimed()));
  }

  private static String unlessNone(String level, Coverage coverage, BigInteger units) {
    return units.signum() == 0 ? "" : level + decimal(coverage, units);
  }

  /** A sum may pass what an amount holds. */
  private static String decimal(Coverage coverage, BigInteger units) {
    return new BigDecimal(units, coverage.asset().decimals()).toPlainString();
  }
}
