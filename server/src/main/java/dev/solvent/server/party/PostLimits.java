package dev.solvent.server.party;

/**
 * How much of our memory those who ask may have.
 *
 * @param maxBytes of a question
 * @param atOnce questions at a time; any more are put off
 */
public record PostLimits(int maxBytes, int atOnce) {
  public PostLimits {
    if (maxBytes < 1 || atOnce < 1) {
      throw new IllegalArgumentException(
          maxBytes + " bytes, " + atOnce + " at once, want some of each");
    }
  }
}
