package dev.solvent.server.publish;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.TermLiability;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.server.solvency.SourceQuotes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a solvency report follows from beside both manifests, as it is now. What a person has to
 * mend is a {@link dev.solvent.attest.program.UserError}.
 */
public interface SolvencySource {
  Policies policies();

  /** What each source says; feeds on a chain are read at the block that the reserves are. */
  List<SourceQuotes> quotes(ReservesManifest held)
      throws IOException, InterruptedException, UnreadableException;

  /** What is bound for how long; empty where everything is owed on demand. */
  Optional<List<TermLiability>> terms();

  /** What each asset cost day by day; with it, or positions, there are figures of risk. */
  Optional<DailyPrices> history();

  /** Contracts and loans, at the moment of both manifests. */
  Optional<Positions> positions(LiabilitiesManifest owed);

  /**
   * The policies of the settings.
   *
   * @param current by which reports are made, unless another one was announced
   * @param next what a report announces
   */
  record Policies(SolvencyPolicy current, SolvencyPolicy next) {}
}
