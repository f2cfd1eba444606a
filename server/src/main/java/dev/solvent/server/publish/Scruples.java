package dev.solvent.server.publish;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import java.util.List;
import java.util.Set;

/**
 * What keeps an exchange from signing or publishing, in what its own verification found. Nobody but
 * the cheating exchange of the fixtures has others than {@link #HONEST}.
 */
@FunctionalInterface
public interface Scruples {
  /**
   * Every check that fails or could not be made. That the reserves do not suffice is not among
   * them: an exchange cannot have this program hide it.
   */
  Scruples HONEST =
      (report, excused) ->
          report.findings().stream()
              .filter(finding ->
                  finding.result() == Finding.Result.FAIL
                      || (finding.result() == Finding.Result.NOT_RUN && finding.required()))
              .filter(finding -> !excused.contains(finding.check()))
              .filter(finding ->
                  finding.check() != Check.SOLVENCY_COVERAGE
                      || finding.result() != Finding.Result.FAIL)
              .toList();

  /** The faults that count, but for checks that nobody can pass yet. */
  List<Finding> faults(Report report, Set<Check> excused);
}
