package dev.solvent.verifier.compare;

import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.compare.Comparison.Shared;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for people. */
final class ComparePage {
  private final PrintWriter out;
  private final Style style;

  ComparePage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** What is not its issuer's is compared with nothing. */
  void doubts(List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      out.println(
          style.verdict(Verdict.FAILED)
              + " "
              + Shown.foreign(doubt.name())
              + ": "
              + doubt.finding().check().id()
              + ": "
              + Shown.foreign(doubt.finding().sentence()));
    }
    out.println(
        "hint: solvent-verify explain "
            + doubts.getFirst().finding().check().id()
            + " says what this means, and what to do");
  }

  void verdict(List<Held> all, List<Shared> shared) {
    String issuers =
        all.stream()
            .map(held -> held.statement().issuer().domain())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    out.println(
        shared.isEmpty()
            ? "no account is claimed by two of " + issuers
            : style.verdict(Verdict.FAILED)
                + " "
                + shared.size()
                + (shared.size() == 1 ? " account is" : " accounts are")
                + " claimed by two of "
                + issuers);
  }

  void compared(List<Held> all) {
    for (Held held : all) {
      out.println(
          "  "
              + held.statement().issuer()
              + ", epoch "
              + held.statement().epoch()
              + ": "
              + held.manifest().holdings().size()
              + " holdings, from "
              + held.statement().asOf()
              + " until "
              + held.statement().nextDueBy());
    }
  }

  void shared(List<Shared> all) {
    for (Shared shared : all) {
      out.println("  " + style.bad(shared.what()));
      shared.claims().forEach(this::claim);
    }
    if (!all.isEmpty()) {
      out.println(
          "hint: ask both whose it is; a signature shows who has the key, and not that"
              + " nobody else counts on it");
    }
  }

  private void claim(Claim claim) {
    Holding holding = claim.holding();
    out.println(
        "    "
            + claim.of().statement().issuer()
            + ", epoch "
            + claim.of().statement().epoch()
            + ", as of "
            + claim.of().statement().asOf()
            + ": "
            + holding.units().toDecimal(holding.countsAs().decimals())
            + " "
            + holding.countsAs().ticker()
            + ", declared "
            + holding.assurance().text()
            + ", ownership "
            + holding.ownership().text());
    out.println("      " + style.faint(holding.toString()));
  }
}
