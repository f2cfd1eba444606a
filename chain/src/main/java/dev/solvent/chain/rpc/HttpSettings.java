package dev.solvent.chain.rpc;

import java.time.Duration;

/**
 * How much a provider gets of our time and memory, and we of theirs.
 *
 * @param deadline for one ask: all its batches, their attempts, the waits between them, and the
 *     last byte of the last body
 * @param maxBytes of all answers to one ask; a JSON value counts as at least 32, which is what it
 *     takes in memory
 * @param batch calls in one HTTP request, larger asks are split; with 1, calls are sent without an
 *     array, as some providers want it
 * @param inFlight HTTP requests to the provider at a time; to wait for a turn takes time from the
 *     deadline
 * @param attempts for one batch, the first counted
 */
public record HttpSettings(Duration deadline, int maxBytes, int batch, int inFlight, int attempts) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public static final HttpSettings DEFAULT =
      new HttpSettings(Duration.ofSeconds(30), 64 << 20, 100, 4, 6);

  public HttpSettings {
    if (!deadline.isPositive() || deadline.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "deadline " + deadline + ", want more than 0 and at most " + LONGEST);
    }
    requireWithin("longest answer", maxBytes, 1 << 30);
    requireWithin("calls in a batch", batch, 10_000);
    requireWithin("requests in flight", inFlight, 1_000);
    requireWithin("attempts", attempts, 100);
  }

  private static void requireWithin(String what, int found, int max) {
    if (found < 1 || found > max) {
      throw new IllegalArgumentException(what + " " + found + ", want 1 to " + max);
    }
  }

  public HttpSettings withDeadline(Duration other) {
    return new HttpSettings(other, maxBytes, batch, inFlight, attempts);
  }

  public HttpSettings withMaxBytes(int other) {
    return new HttpSettings(deadline, other, batch, inFlight, attempts);
  }

  public HttpSettings withBatch(int other) {
    return new HttpSettings(deadline, maxBytes, other, inFlight, attempts);
  }

  public HttpSettings withInFlight(int other) {
    return new HttpSettings(deadline, maxBytes, batch, other, attempts);
  }

  public HttpSettings withAttempts(int other) {
    return new HttpSettings(deadline, maxBytes, batch, inFlight, other);
  }
}
