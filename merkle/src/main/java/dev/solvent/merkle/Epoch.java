package dev.solvent.merkle;

/** The number of an attestation: its log index plus one, so from 1 up, and below 2^53 in JSON. */
public record Epoch(long number) {
  public static final long MAX = (1L << 53) - 1;

  public Epoch {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("epoch " + number + ", want 1 to 2^53 - 1");
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
