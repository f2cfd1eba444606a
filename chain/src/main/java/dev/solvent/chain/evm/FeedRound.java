package dev.solvent.chain.evm;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a price feed of the interface AggregatorV3 answers, word by word as two nodes have to say it
 * alike.
 *
 * @param decimals the answer to {@code decimals()}
 * @param round the five words of {@code latestRoundData()}
 */
record FeedRound(Octets decimals, Octets round) {
  static final String DECIMALS = "313ce567";
  static final String LATEST_ROUND = "feaf968c";
  static final int ROUND_BYTES = 5 * 32;

  private static final int PLACES = 18;

  /**
   * The price of one whole unit, as of when it was written.
   *
   * @param block the time of the block at which the feed was asked
   * @throws MalformedException where it is no price: what a feed says that is broken
   */
  Quote quote(Label source, Timestamp block) throws MalformedException {
    BigInteger places = word(decimals, 0);
    if (places.compareTo(BigInteger.valueOf(PLACES)) > 0) {
      throw new MalformedException("decimals " + places + ", want 0 to " + PLACES);
    }
    BigInteger answer = signedWord(1);
    if (answer.signum() <= 0) {
      throw new MalformedException("answer " + answer + ", want above 0");
    }
    BigInteger price = answer.multiply(BigInteger.TEN.pow(PLACES - places.intValue()));
    if (price.compareTo(Amount.MAX.toBigInteger()) > 0) {
      throw new MalformedException("answer " + answer + ", want a price below 2^128 / 10^18");
    }
    BigInteger updated = word(round, 3);
    BigInteger latest = BigInteger.valueOf(block.instant().getEpochSecond());
    if (updated.signum() == 0 || updated.compareTo(latest) > 0) {
      throw new MalformedException(
          "updatedAt " + updated + ", want above 0 and not after the block's " + latest);
    }
    BigInteger began = word(round, 0);
    BigInteger answered = word(round, 4);
    if (answered.compareTo(began) < 0) {
      throw new MalformedException(
          "answeredInRound " + answered + ", want the round " + began + " or later");
    }
    Timestamp time = new Timestamp(Instant.ofEpochSecond(updated.longValueExact()));
    return new Quote(Amount.parse(price.toString()), source, time);
  }

  private static BigInteger word(Octets words, int number) {
    return new BigInteger(1, bytes(words, number));
  }

  private BigInteger signedWord(int number) {
    return new BigInteger(bytes(round, number));
  }

  private static byte[] bytes(Octets words, int number) {
    return Arrays.copyOfRange(words.toBytes(), 32 * number, 32 * number + 32);
  }

  @Override
  public String toString() {
    return "decimals 0x" + decimals + ", round 0x" + round;
  }
}
