package dev.solvent.attest.report;

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
              finding.sentence()));
    }
    for (Coverage coverage : report.coverage()) {
      text.append(line(coverage));
    }
    return text.toString();
  }

  private static String line(Coverage coverage) {
    long points = coverage.basisPoints();
    return String.format(
        Locale.ROOT,
        "  %-8s %d.%02d %% of what is owed is proven or observed, and owned\n",
        coverage.asset().ticker(),
        points / 100,
        points % 100);
  }
}
