package dev.solvent.server.party;

import java.time.Duration;

/** A moment by which something has ended, on a clock that nobody sets. */
record Deadline(long nanoTime) {
  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
