package dev.solvent.verifier.check;

import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * What a link's check came to.
 *
 * @param newest the attestation that was asked for, under today's eyes
 * @param earlier those before it, each as of its own time, the newest first
 * @param range how far back they had to reach
 * @param end the first, going back, that was not accepted, where nobody had said how far to go
 */
record LinkChecked(Checked newest, List<Checked> earlier, Range range, Optional<Checked> end) {
  /** How far back every statement has to count the customer. */
  sealed interface Range {
    /** The newest alone, or one that was named. */
    record Alone() implements Range {}

    /** Every one since the last that was accepted with this link. */
    record SinceAccepted(Epoch last) implements Range {}

    /** Every one from this on. */
    record From(Epoch first) implements Range {}

    /** As far as there is something: nobody knows yet when this customer began. */
    record AsFarAsCounted() implements Range {}

    /** The number of the first epoch that is looked at. */
    default long lowest() {
      return switch (this) {
        case Alone alone -> Epoch.MAX;
        case SinceAccepted(Epoch last) -> last.number() + 1;
        case From(Epoch first) -> first.number();
        case AsFarAsCounted all -> 1;
      };
    }
  }

  LinkChecked {
    earlier = List.copyOf(earlier);
  }

  /**
   * Where one of the earlier ones failed, all of it has; that one was late or short says how it was
   * then, and the newest says how it is.
   */
  Verdict verdict() {
    return faults().isEmpty() ? newest.verdict() : Verdict.FAILED;
  }

  /** Those of the earlier ones that were not accepted. */
  List<Checked> faults() {
    return earlier.stream().filter(each -> each.verdict() == Verdict.FAILED).toList();
  }
}
