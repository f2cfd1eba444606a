package dev.solvent.chain.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another try: anything up to a bound that doubles with every failure, so
 * that many who failed together do not come back together.
 */
record Backoff(RandomGenerator random) {
  private static final long FIRST_MILLIS = 250;
  private static final long MOST_MILLIS = 8_000;

  /**
   * @param failures so far, at least 1
   */
  Duration pause(int failures) {
    long bound = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
