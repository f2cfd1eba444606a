package dev.solvent.attest.caip;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.regex.Pattern;

/** A block by its hash, and the number that it has in its chain. */
public record NumberedBlock(BlockRef ref, long number) {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  public NumberedBlock {
    if (number < 0) {
      throw new IllegalArgumentException("block " + number + ", want 0 or more");
    }
  }

  public static NumberedBlock parse(ChainId chain, String number, String hash)
      throws MalformedException {
    if (!NUMBER.matcher(number).matches()) {
      throw new MalformedException(
          "block number " + Quoted.of(number) + ", want 0 or up to 18 digits");
    }
    return new NumberedBlock(BlockRef.parse(chain, hash), Long.parseLong(number));
  }

  public ChainId chain() {
    return ref.chain();
  }

  public String numberText() {
    return Long.toString(number);
  }

  @Override
  public String toString() {
    return "block " + number + ", " + ref;
  }
}
