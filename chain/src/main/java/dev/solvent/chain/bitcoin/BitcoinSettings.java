package dev.solvent.chain.bitcoin;

import java.time.Duration;
import java.util.Set;

/**
 * How Bitcoin-like chains are read.
 *
 * @param depth how deep a pin is: a chain's newest block is one deep, the block before it two
 * @param work the work functions that are taken for work
 * @param patience how long a node that scans for somebody else is waited for
 */
public record BitcoinSettings(int depth, Set<WorkFunction> work, Duration patience) {
  public static final int LEAST_DEPTH = 6;

  private static final int MOST_DEPTH = 100;
  private static final Duration LONGEST = Duration.ofHours(1);

  public static final BitcoinSettings DEFAULT =
      new BitcoinSettings(LEAST_DEPTH, Set.of(WorkFunction.SHA256D), Duration.ofMinutes(10));

  public BitcoinSettings {
    work = Set.copyOf(work);
    if (depth < LEAST_DEPTH || depth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "depth " + depth + ", want " + LEAST_DEPTH + " to " + MOST_DEPTH);
    }
    if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("patience " + patience + ", want 0 to " + LONGEST);
    }
  }

  public BitcoinSettings withDepth(int other) {
    return new BitcoinSettings(other, work, patience);
  }

  public BitcoinSettings withPatience(Duration other) {
    return new BitcoinSettings(depth, work, other);
  }

  /** Takes scrypt, too, which only policies for tests do. */
  public BitcoinSettings withScryptForTests() {
    return new BitcoinSettings(depth, Set.of(WorkFunction.SHA256D, WorkFunction.SCRYPT), patience);
  }
}
