package dev.solvent.verifier.reserves;

import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Examined.JudgedBlock;
import dev.solvent.attest.verify.Judged;
import dev.solvent.attest.verify.SeenBy;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.reader.Columns;
import dev.solvent.verifier.reader.ReportPage;
import dev.solvent.verifier.reserves.Survey.Gap;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reserves for people: the verdict, the blocks, each holding with who saw it, the coverage. */
final class ReservesPage {
  /** What is wrong is shown however many there are. */
  private static final int MOST_UNASKED = 50;

  private final PrintWriter out;
  private final Style style;
  private final boolean verbose;

  ReservesPage(PrintWriter out, Style style, boolean verbose) {
    this.out = out;
    this.style = style;
    this.verbose = verbose;
  }

  void print(Examined examined, List<Gap> gaps) {
    Report report = examined.report();
    ReportPage page = new ReportPage(out, style);
    page.verdict(report);
    if (verbose) {
      page.checks(report, true);
    } else {
      page.faults(report);
    }
    examined.blocks().forEach(this::block);
    holdings(examined.holdings());
    gaps.forEach(gap -> out.println("  " + style.faint(Shown.foreign(gap.toString()))));
    page.coverage(report);
    page.hint(report);
  }

  private void block(JudgedBlock judged) {
    out.println("  " + judged.block().block() + ", of " + judged.block().time());
    String seen = seen(judged.seenBy());
    out.println(
        "    "
            + (judged.confirmed()
                ? style.good("confirmed") + " by " + seen
                : style.bad("not confirmed") + (seen.isEmpty() ? "" : ", only by " + seen)));
  }

  private void holdings(List<Judged> holdings) {
    if (holdings.isEmpty()) {
      return;
    }
    List<String> heads = new Columns(holdings.stream().map(ReservesPage::head).toList()).lines();
    int hidden = 0;
    for (int i = 0; i < holdings.size(); i++) {
      Judged judged = holdings.get(i);
      List<String> faults = ReservesJson.faults(judged);
      if (!verbose && i >= MOST_UNASKED && faults.isEmpty()) {
        hidden++;
        continue;
      }
      out.println("  " + heads.get(i) + "  " + standing(judged));
      out.println("    " + style.faint(judged.holding().toString()));
      String seen = seen(judged.seenBy());
      if (!seen.isEmpty()) {
        out.println("    " + style.faint("seen by " + seen));
      }
      faults.stream()
          .map(fault -> fault.replaceFirst(Pattern.quote(judged.holding() + ": "), ""))
          .forEach(fault -> out.println("    " + style.bad(Shown.foreign("fails: " + fault))));
    }
    if (hidden > 0) {
      out.println("  and " + hidden + " more, with nothing wrong; -v shows them");
    }
  }

  private static String[] head(Judged judged) {
    Holding holding = judged.holding();
    return new String[] {
      holding.countsAs().ticker().text(), holding.units().toDecimal(holding.countsAs().decimals())
    };
  }

  private static String standing(Judged judged) {
    return "declared "
        + judged.holding().assurance().text()
        + ", "
        + counts(judged)
        + "; "
        + ownership(judged);
  }

  private static String counts(Judged judged) {
    return switch (judged.counts()) {
      case COUNTED -> "counts";
      case CONDITIONAL -> "counts if its block is genuine";
      case ATTESTED -> "shown as attested";
      case CLAIMED -> "shown as claimed";
    };
  }

  private static String ownership(Judged judged) {
    return judged
        .signed()
        .map(signed ->
            "signed " + inWords(signed.age()) + " ago, until " + signed.challenge().expires())
        .orElse(
            switch (judged.holding().ownership()) {
              case SIGNED -> "not signed for";
              case CONTRACT -> "a contract, not asked";
              case NONE -> "owner not shown";
            });
  }

  private static String inWords(Duration age) {
    if (age.toDays() >= 2) {
      return age.toDays() + " days";
    }
    return age.toHours() >= 2 ? age.toHours() + " h" : age.toMinutes() + " min";
  }

  private static String seen(SeenBy seen) {
    return Shown.foreign(
        String.join(
            ", ",
            Stream.concat(
                    seen.observers().stream(), seen.nodes().stream().map(node -> "node " + node))
                .toList()));
  }
}
