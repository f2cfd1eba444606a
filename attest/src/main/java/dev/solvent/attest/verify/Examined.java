package dev.solvent.attest.verify;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found, and what it read on the way, as far as it came: for who shows more of
 * it than the report. None of it is to be believed further than the findings go.
 *
 * @param statement where the pinned keys signed it
 * @param reserves the manifest that it names, where that is there and in form
 * @param solvency the report that it names, where that follows from its files
 * @param risk the figures of risk, likewise
 * @param blocks each of the manifest's; empty where they were not judged, as are the holdings then
 * @param holdings each of the manifest's, in its order
 */
public record Examined(
    Report report,
    Optional<Statement> statement,
    Optional<ReservesManifest> reserves,
    Optional<Octets> solvency,
    Optional<Octets> risk,
    List<JudgedBlock> blocks,
    List<Judged> holdings) {
  /**
   * A block at which holdings were read.
   *
   * @param confirmed whether enough of the reader's sources saw it
   */
  public record JudgedBlock(PinnedBlock block, SeenBy seenBy, boolean confirmed) {}

  public Examined {
    blocks = List.copyOf(blocks);
    holdings = List.copyOf(holdings);
  }
}
