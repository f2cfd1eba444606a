package dev.solvent.server.http.history;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.server.solvency.ReportFigures;
import java.util.List;
import java.util.Optional;

/**
 * One epoch in short.
 *
 * @param attestation the statement's id
 * @param verdict of our own verification, at that time
 * @param coverage an entry an asset; none where the bundle's manifests could not be judged
 * @param solvency of the report, where there is one and it follows from its files
 */
public record EpochSummary(
    Epoch epoch,
    Timestamp asOf,
    Timestamp nextDueBy,
    Hash attestation,
    Verdict verdict,
    List<Coverage> coverage,
    Optional<ReportFigures> solvency) {
  public EpochSummary {
    coverage = List.copyOf(coverage);
  }
}
