package dev.solvent.attest.verify;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of one verification as they come; each check once. One thread. A test extends it to
 * skip a check.
 */
class Findings {
  private final Map<Check, Finding> found = new EnumMap<>(Check.class);

  void add(Finding finding) {
    if (found.put(finding.check(), finding) != null) {
      throw new IllegalStateException(finding.check().id() + " was made twice");
    }
  }

  final boolean passed(Check check) {
    Finding finding = found.get(check);
    return finding != null && finding.result() == Finding.Result.PASS;
  }

  /** Every check; what nobody came to was not run, and the verdict needs it. */
  final List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    for (Check check : Check.values()) {
      Finding finding = found.get(check);
      all.add(
          finding == null
              ? Finding.notRun(check, "not run, because a check that it builds on failed")
              : finding);
    }
    return all;
  }
}
