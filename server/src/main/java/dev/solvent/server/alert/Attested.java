package dev.solvent.server.alert;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * The newest attestation that is public.
 *
 * @param nextDueBy by when it promises the next one
 * @param verdict of our own verification when it was published; absent where that is not kept, as
 *     beside a copy of what is public
 * @param coverage of the same verification, an entry for each asset
 */
public record Attested(
    Epoch epoch,
    Timestamp asOf,
    Timestamp nextDueBy,
    Optional<Verdict> verdict,
    List<Coverage> coverage) {
  public Attested {
    coverage = List.copyOf(coverage);
  }
}
