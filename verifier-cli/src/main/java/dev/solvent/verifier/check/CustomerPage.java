package dev.solvent.verifier.check;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.check.LinkChecked.Range;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.reader.ReportPage;
import java.io.PrintWriter;
import java.util.List;

/** The answer to a customer, in the order in which it matters to them. */
final class CustomerPage {
  private final PrintWriter out;
  private final Style style;
  private final boolean verbose;
  private final boolean compared;

  /**
   * @param compared whether the customer said what they expect
   */
  CustomerPage(PrintWriter out, Style style, boolean verbose, boolean compared) {
    this.out = out;
    this.style = style;
    this.verbose = verbose;
    this.compared = compared;
  }

  void headline(Checked checked) {
    out.println(style.verdict(checked.verdict()) + ": " + Words.headline(checked));
  }

  void headline(LinkChecked link) {
    boolean earlierAlone = !link.faults().isEmpty() && link.newest().verdict() != Verdict.FAILED;
    if (earlierAlone) {
      out.println(style.verdict(Verdict.FAILED) + ": " + Words.headline(link));
    } else {
      headline(link.newest());
    }
  }

  void body(Checked checked) {
    figures(checked);
    end(checked, checked.verdict(), checked.report());
  }

  void body(LinkChecked link) {
    figures(link.newest());
    earlier(link);
    Report telling =
        link.faults().isEmpty() ? link.newest().report() : link.faults().getFirst().report();
    end(link.newest(), link.verdict(), telling);
  }

  private void figures(Checked checked) {
    failures(checked.report());
    Share share = checked.share();
    for (Share.Balance balance : share.balances()) {
      line(
          checked.isCounted()
              ? Words.balance(balance)
              : Words.balance(balance) + "  " + Words.countedOrNot(balance));
    }
    if (!share.without().isEmpty()) {
      line(Words.nothingIn(share.without()));
    }
    if (checked.report().finding(Check.STATEMENT_FORM).result() == Result.PASS) {
      checked.located().stated().map(Words::attestation).ifPresent(this::line);
    }
    if (checked.verdict() != Verdict.FAILED && !checked.report().coverage().isEmpty()) {
      line(Words.reserves(checked.report().coverage()));
    }
  }

  /** What failed; what was not made because of that is counted alone. */
  private void failures(Report report) {
    List<Finding> failed = withResult(report, Result.FAIL);
    List<Finding> notMade = withResult(report, Result.NOT_RUN);
    if (failed.isEmpty()) {
      notMade.forEach(this::failure);
    } else {
      failed.forEach(this::failure);
      if (!notMade.isEmpty()) {
        line(notMade.size() + " more checks were not made: they rest on what failed");
      }
    }
  }

  private static List<Finding> withResult(Report report, Result result) {
    return report.findings().stream()
        .filter(finding -> finding.required() && finding.result() == result)
        .toList();
  }

  private void failure(Finding finding) {
    String check = style.bad(finding.check().id()) + ": ";
    line(check + Shown.foreign(finding.sentence()));
    if (finding.check() == Check.LIABILITIES_INCLUSION) {
      finding.evidence().stream()
          .skip(1) // the first is the sentence
          .forEach(another -> line(check + Shown.foreign(another)));
    }
  }

  private void earlier(LinkChecked link) {
    if (verbose) {
      link.earlier().forEach(each -> line(Words.earlierLine(each)));
    }
    for (Checked fault : link.faults()) {
      line(Words.earlierLine(fault));
      failures(fault.report());
    }
    if (link.faults().isEmpty() && !link.earlier().isEmpty()) {
      line(Words.earlier(link));
    }
    link.end()
        .ifPresent(end -> {
          line(Words.end(end));
          if (!end.isNothingFound()) {
            failures(end.report());
          }
        });
    if (link.range() instanceof Range.Alone) {
      line("no other epoch was looked at");
    }
  }

  private void end(Checked checked, Verdict verdict, Report telling) {
    if (verbose) {
      ReportPage page = new ReportPage(out, style);
      page.checks(checked.report(), true);
      page.coverage(checked.report());
    }
    if (verdict != Verdict.FAILED) {
      out.println(Words.meaning(checked));
      out.println(Words.limits(compared));
    } else if (checked.isNothingFound()) {
      out.println(Words.nothingFound());
    }
    new ReportPage(out, style).hint(telling);
  }

  private void line(String text) {
    out.println("  " + text);
  }
}
