package dev.solvent.verifier.audit;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.audit.ledger.LedgerFindings;
import dev.solvent.verifier.audit.proofs.HandedInFindings;
import dev.solvent.verifier.audit.proofs.SampleFindings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an audit found.
 *
 * @param report every check of the attestation, {@code liabilities.recompute} among them
 * @param kitFaults what makes it another kit than the attestation's, a sentence each
 * @param bookProblems why no tree can be built from the kit's book
 * @param rows of the kit's book, where it was read to its end
 * @param trees every tree that is attested or was rebuilt; none in a sample
 */
record Audit(
    Report report,
    List<String> kitFaults,
    Optional<BookProblems> bookProblems,
    OptionalLong rows,
    List<TreeLine> trees,
    Optional<LedgerFindings> ledger,
    Optional<HandedInFindings> handedIn,
    Optional<SampleFindings> sample) {
  static final String FORMAT = "solvent/audit/v1";

  Audit {
    kitFaults = List.copyOf(kitFaults);
    trees = List.copyOf(trees);
  }

  /** The report's, and FAILED where anything beside it differs. */
  Verdict verdict() {
    Verdict ofReport = report.verdict();
    return holds() || ofReport.compareTo(Verdict.FAILED) < 0 ? ofReport : Verdict.FAILED;
  }

  private boolean holds() {
    return kitFaults.isEmpty()
        && bookProblems.isEmpty()
        && trees.stream().allMatch(TreeLine::isSame)
        && ledger.stream().noneMatch(LedgerFindings::differ)
        && handedIn.stream().allMatch(HandedInFindings::holds)
        && sample.stream().allMatch(SampleFindings::holds);
  }
}
