package dev.solvent.server.alert;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.fsck.Damage;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.util.List;
import java.util.Optional;

/**
 * What is known at one moment.
 *
 * @param epochs the newest first; empty where there is no database
 * @param published the newest attestation that is public
 * @param log what is wrong with the log
 * @param moved holdings that the newest published epoch no longer has as the one before had them
 * @param solvency the figures of its solvency report, where it has one
 */
public record Situation(
    Timestamp now,
    List<EpochRecord> epochs,
    Optional<Attested> published,
    List<PartyState> witnesses,
    List<PartyState> authorities,
    Optional<Damage> log,
    List<Movement> moved,
    Optional<ReportFigures> solvency) {
  public Situation {
    epochs = List.copyOf(epochs);
    witnesses = List.copyOf(witnesses);
    authorities = List.copyOf(authorities);
    moved = List.copyOf(moved);
  }

  /** The epoch that is begun and not published. */
  public Optional<EpochRecord> underWay() {
    return epochs.stream().filter(epoch -> epoch.reached() != Step.PUBLISHED).findFirst();
  }
}
