package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one place shows of a log.
 *
 * @param place as the user named it
 * @param checkpoint where one could be read
 * @param witnesses the reader's, that cosigned it
 * @param entries those that were not seen before
 * @param faults what keeps it from VERIFIED, a sentence each
 * @param evidence two checkpoints that do not go together
 */
record PlaceReport(
    String place,
    State state,
    Verdict verdict,
    Optional<SignedCheckpoint> checkpoint,
    List<Cosigned> witnesses,
    List<ListedEntry> entries,
    List<String> faults,
    Optional<ForkEvidence> evidence) {
  /** What the checkpoint is to the one that was seen last. */
  enum State {
    /** Nothing was seen of this log before. */
    FIRST,
    SAME,
    /** It continues it. */
    GROWN,
    /** It is an earlier state of the same history. */
    OLDER,
    /** Two signatures of the log under what cannot be one history. */
    FORK,
    /** Nothing shows that they are one history; whoever signed both has to. */
    INCONSISTENT,
    /** What is published is not what the checkpoint commits to. */
    DAMAGED,
    /** It is not a checkpoint that counts for this reader. */
    REFUSED,
    /** Its answer could not be read. */
    UNREADABLE,
    /** It could not be asked. */
    UNREACHABLE
  }

  PlaceReport {
    witnesses = List.copyOf(witnesses);
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  static PlaceReport unreachable(String place, String why) {
    return without(place, State.UNREACHABLE, why);
  }

  /** Of a place whose log was not seen. */
  static PlaceReport without(String place, State state, String why) {
    return new PlaceReport(
        place,
        state,
        Verdict.MALFORMED,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(why),
        Optional.empty());
  }

  /**
   * Its tiles could not be asked for: then nothing of it passes, and what failed stays as it is.
   */
  PlaceReport unanswered(String why) {
    return verdict == Verdict.FAILED ? this : unreachable(place, why);
  }

  /** The same, and its checkpoint does not go together with another place's. */
  PlaceReport against(State found, ForkEvidence shown, String fault) {
    List<String> all = new ArrayList<>(faults);
    all.add(fault);
    return new PlaceReport(
        place,
        found,
        Verdict.FAILED,
        checkpoint,
        witnesses,
        entries,
        all,
        evidence.or(() -> Optional.of(shown)));
  }

  long size() {
    return checkpoint.map(shown -> shown.checkpoint().size()).orElse(-1L);
  }
}
