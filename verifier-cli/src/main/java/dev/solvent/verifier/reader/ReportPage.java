package dev.solvent.verifier.reader;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people: the verdict, the checks, the coverage, and where to read on. */
public final class ReportPage {
  private final PrintWriter out;
  private final Style style;

  public ReportPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** The verdict alone, with whose attestation it is of. */
  public void verdict(Report report) {
    StringBuilder line = new StringBuilder(style.verdict(report.verdict()));
    report.issuer().ifPresent(issuer -> line.append(' ').append(issuer));
    report.epoch().ifPresent(epoch -> line.append(", epoch ").append(epoch));
    out.println(line);
  }

  /** Every check on a line; with what it rests on below it where that is asked for. */
  public void checks(Report report, boolean evidence) {
    for (Finding finding : report.findings()) {
      check(finding);
      if (evidence) {
        finding.evidence().stream()
            .flatMap(String::lines)
            .forEach(line -> out.println(style.faint("          " + Shown.foreign(line))));
      }
    }
  }

  /** The checks that keep the verdict from being VERIFIED. */
  public void faults(Report report) {
    report.findings().stream().filter(ReportPage::isFault).forEach(this::check);
  }

  private static boolean isFault(Finding finding) {
    return finding.result() == Result.FAIL
        || (finding.result() == Result.NOT_RUN && finding.required());
  }

  private void check(Finding finding) {
    String result = String.format(Locale.ROOT, "%-7s", finding.result().text());
    out.println(
        "  "
            + style.result(finding.result(), result)
            + String.format(Locale.ROOT, " %-21s ", finding.check().id())
            + Shown.foreign(finding.sentence()));
  }

  /** What is owed and what covers it, a line an asset; assurances are never one sum. */
  public void coverage(Report report) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "asset", "owed", "coverage", "proven or observed", "if genuine", "attested", "claimed"
        });
    for (Coverage each : report.coverage()) {
      rows.add(
          new String[] {
            each.asset().ticker().text(),
            coins(each, each.liabilities()),
            Coverage.percent(each.basisPoints()),
            coins(each, each.counted()),
            unlessNone(each, each.conditional()),
            unlessNone(each, each.attested()),
            unlessNone(each, each.claimed())
          });
    }
    if (rows.size() > 1) {
      new Columns(rows).lines().forEach(line -> out.println("  " + line));
    }
  }

  /** Where to read on, if something failed. */
  public void hint(Report report) {
    if (report.verdict() != Verdict.VERIFIED) {
      report.findings().stream()
          .filter(ReportPage::isFault)
          .min((one, other) -> rank(one) - rank(other))
          .ifPresent(first ->
              out.println(
                  "hint: solvent-verify explain "
                      + first.check().id()
                      + " says what this means, and what to do"));
    }
  }

  /** What was not run was so because of what failed. */
  private static int rank(Finding finding) {
    return finding.result() == Result.FAIL ? 0 : 1;
  }

  private static String unlessNone(Coverage coverage, BigInteger units) {
    return units.signum() == 0 ? "-" : coins(coverage, units);
  }

  private static String coins(Coverage coverage, BigInteger units) {
    return new BigDecimal(units, coverage.asset().decimals()).toPlainString();
  }
}
