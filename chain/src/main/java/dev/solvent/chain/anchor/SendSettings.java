package dev.solvent.chain.anchor;

import java.math.BigInteger;
import java.time.Duration;

/**
 * What a transaction may cost, whatever a node asks for, and how long it is waited for.
 *
 * @param mostPerGas the most wei for a unit of gas
 * @param tip of these, for whoever makes the block
 * @param mostGas the most units of gas
 * @param deadline from the sending to the receipt
 * @param poll between two looks for the receipt
 */
public record SendSettings(
    BigInteger mostPerGas, BigInteger tip, long mostGas, Duration deadline, Duration poll) {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  /** 100 gwei with a tip of 1; 2^24, which no transaction of the main chain may pass; 3 minutes. */
  public static final SendSettings DEFAULT =
      new SendSettings(
          GWEI.multiply(BigInteger.valueOf(100)),
          GWEI,
          1 << 24,
          Duration.ofMinutes(3),
          Duration.ofSeconds(2));

  public SendSettings {
    if (tip.signum() < 0 || tip.compareTo(mostPerGas) > 0) {
      throw new IllegalArgumentException("tip " + tip + ", want 0 to " + mostPerGas);
    }
    if (mostGas < 21_000) {
      throw new IllegalArgumentException("most gas " + mostGas + ", want at least 21000");
    }
    if (deadline.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("deadline " + deadline + ", want at most " + LONGEST);
    }
    if (!deadline.isPositive() || !poll.isPositive() || poll.compareTo(deadline) > 0) {
      throw new IllegalArgumentException(
          "deadline " + deadline + ", poll " + poll + ", want both more than 0, and a poll within");
    }
  }
}
