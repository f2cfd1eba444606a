package dev.solvent.verifier.history;

import dev.solvent.merkle.Epoch;
import java.util.Locale;

/** Something that stands out, in one sentence. */
record Event(Epoch epoch, Kind kind, String sentence) {
  /** What it is. */
  enum Kind {
    LATE,
    CORRECTION,
    ASSET,
    EXCLUSION,
    REPORT,
    SHORT,
    STALE,
    FAULT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
