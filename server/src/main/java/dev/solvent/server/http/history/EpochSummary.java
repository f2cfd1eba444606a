package dev.solvent.server.http.history;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import java.util.List;

/**
 * One epoch in short.
 *
 * @param attestation the statement's id
 * @param verdict of our own verification, at that time
 * @param coverage an entry an asset; none where the bundle's manifests could not be judged
 */
public record EpochSummary(
    Epoch epoch,
    Timestamp asOf,
    Timestamp nextDueBy,
    Hash attestation,
    Verdict verdict,
    List<Coverage> coverage) {
  public EpochSummary {
    coverage = List.copyOf(coverage);
  }
}
