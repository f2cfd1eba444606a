package dev.solvent.verifier.audit;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Commitment;
import dev.solvent.verifier.audit.ledger.LedgerFindings;
import dev.solvent.verifier.audit.proofs.HandedInFindings;
import dev.solvent.verifier.audit.proofs.SampleFindings;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.reader.Columns;
import dev.solvent.verifier.reader.ReportPage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit for people: the verdict, every check, every tree, and every row that differs. */
final class AuditPage {
  private static final long SOME = 100;

  private final PrintWriter out;
  private final Style style;

  AuditPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void verdict(Audit audit) {
    StringBuilder line = new StringBuilder(style.verdict(audit.verdict()));
    audit.report().issuer().ifPresent(issuer -> line.append(' ').append(issuer));
    audit.report().epoch().ifPresent(epoch -> line.append(", epoch ").append(epoch));
    out.println(line);
  }

  void all(Audit audit, boolean verbose) {
    verdict(audit);
    Report report = audit.report();
    ReportPage page = new ReportPage(out, style);
    page.checks(report, verbose);
    page.coverage(report);
    out.println();
    out.println(style.strong("audit kit") + kit(audit));
    audit.kitFaults().forEach(fault -> fault("the kit: " + fault));
    audit.bookProblems().ifPresent(this::problems);
    trees(audit.trees());
    audit.ledger().ifPresent(this::ledger);
    audit.handedIn().ifPresent(this::handedIn);
    audit.sample().ifPresent(this::sample);
    page.hint(report);
  }

  private static String kit(Audit audit) {
    return audit.rows().isPresent()
        ? String.format(
            Locale.ROOT,
            ": %,d rows, %s",
            audit.rows().getAsLong(),
            audit.sample().isPresent()
                ? "of which a sample was drawn: no tree was rebuilt"
                : "read once")
        : ": no tree was rebuilt from it";
  }

  private void problems(BookProblems problems) {
    fault(problems.summary() + ", so no tree can be rebuilt from it");
    problems.lines().forEach(line -> out.println("    " + Shown.foreign(line)));
    out.println("    hint: " + Shown.foreign(problems.remedy()));
  }

  private void trees(List<TreeLine> trees) {
    if (trees.isEmpty()) {
      return;
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {"asset", "accounts", "attested", "rebuilt", "difference", "height", "root"});
    trees.forEach(tree -> rows.add(row(tree)));
    new Columns(rows).lines().forEach(line -> out.println("  " + line));
    for (TreeLine tree : trees) {
      for (String sentence : Sentences.of(tree)) {
        fault(tree.asset().ticker() + ": " + sentence);
      }
    }
  }

  private static String[] row(TreeLine tree) {
    String rebuilt = tree.recomputed().map(each -> total(tree, each)).orElse("-");
    String difference = "-";
    if (tree.attested().isPresent() && tree.recomputed().isPresent()) {
      difference =
          Sentences.signedCoins(
              tree.asset(), Sentences.difference(tree.attested().get(), tree.recomputed().get()));
    }
    return new String[] {
      tree.asset().ticker().text(),
      tree.rebuilt()
          .map(each -> String.format(Locale.ROOT, "%,d", each.header().accounts()))
          .orElse("-"),
      tree.attested().map(each -> total(tree, each)).orElse("-"),
      rebuilt,
      difference,
      tree.recomputed().map(each -> String.valueOf(each.height())).orElse("-"),
      tree.isSame() ? "same" : "differs"
    };
  }

  private static String total(TreeLine tree, Commitment commitment) {
    return commitment.total().toDecimal(tree.asset().decimals());
  }

  private void ledger(LedgerFindings ledger) {
    out.println(
        style.strong("ledger")
            + String.format(
                Locale.ROOT,
                ": %,d balances of the kit beside %s, %s",
                ledger.compared(),
                Shown.foreign(ledger.other()),
                ledger.differ() ? counted(ledger.count(), "difference") : "all the same"));
    ledger.first().forEach(each -> fault(Sentences.of(each, ledger.other())));
    long more = ledger.count() - ledger.first().size();
    if (more > 0) {
      out.println(
          String.format(Locale.ROOT, "  and %,d more, which --max-differences would show", more));
    }
  }

  private void handedIn(HandedInFindings handedIn) {
    out.println(
        style.strong("handed in")
            + String.format(
                Locale.ROOT,
                ": %,d proofs and receipts, %s",
                handedIn.files(),
                handedIn.holds()
                    ? "each counted in the attested trees, and the same in the kit"
                    : counted(handedIn.faults().size(), "fault")));
    handedIn.faults().forEach(each -> fault(each.file() + ": " + each.sentence()));
  }

  private void sample(SampleFindings sample) {
    out.println(
        style.strong("sample")
            + String.format(
                Locale.ROOT,
                ": %,d of %,d, seed %s: %s",
                sample.size(),
                sample.of(),
                Shown.foreign(sample.seed()),
                sample.holds()
                    ? "every balance counted"
                    : counted(sample.faults().size(), "fault")));
    sample
        .faults()
        .forEach(each -> fault("account \"" + each.account() + "\": " + each.sentence()));
    out.println(
        String.format(
            Locale.ROOT,
            "  a sample of %,d of %,d finds one missing account with probability %s%s",
            sample.size(),
            sample.of(),
            percent(sample.chanceToMeet(1)),
            sample.of() <= SOME
                ? ""
                : ", and one of " + SOME + " with " + percent(sample.chanceToMeet(SOME))));
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.4f %%", 100 * probability);
  }

  private void fault(String sentence) {
    out.println("  " + style.bad(Shown.foreign(sentence)));
  }
}
