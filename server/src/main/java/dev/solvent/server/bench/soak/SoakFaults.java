package dev.solvent.server.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** What fails in one process, by chance. Any thread. */
final class SoakFaults {
  /** Nothing fails. */
  static final long NONE = 0;

  private final Random random;
  private final boolean none;
  private final Duration clockError;

  /**
   * Draws them.
   *
   * @param seed the same faults for the same seed, where one thread asks; {@link #NONE} for none
   */
  SoakFaults(long seed) {
    random = new Random(seed);
    none = seed == NONE;
    clockError = happens(0.05) ? Duration.ofHours(random.nextBoolean() ? 5 : -5) : Duration.ZERO;
  }

  boolean happens(double chance) {
    return !none && random.nextDouble() < chance;
  }

  void perhaps(double chance, String what) throws IOException {
    if (happens(chance)) {
      throw new IOException(what);
    }
  }

  /** In some processes it is wrong by hours. */
  InstantSource clock() {
    return () -> Instant.now().plus(clockError);
  }
}
