package dev.solvent.server.party;

import java.time.Duration;

/**
 * How much of our time and memory a question is worth.
 *
 * @param time until the last byte of the last try
 * @param maxBytes of an answer
 * @param tries at least 1
 */
public record Patience(Duration time, int maxBytes, int tries) {
  public Patience {
    if (time.isNegative() || time.isZero() || maxBytes < 1 || tries < 1) {
      throw new IllegalArgumentException(
          time + ", " + maxBytes + " bytes, " + tries + " tries, want some of each");
    }
  }
}
