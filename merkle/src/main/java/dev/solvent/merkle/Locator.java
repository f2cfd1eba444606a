package dev.solvent.merkle;

import java.util.Arrays;

/**
 * Where a leaf stands: 256 unguessable bits that only the exchange and the customer can compute.
 *
 * <p>A capability: whoever names it is handed the proof. So it never stands in a URL or a log line,
 * and {@code toString} shows nothing of it.
 */
public final class Locator implements Comparable<Locator> {
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Locator(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Locator of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("locator of " + bytes.length + " bytes, want " + BYTES);
    }
    return new Locator(bytes.clone());
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static Locator parse(String hex) throws MalformedException {
    return new Locator(Hex.parse32("locator", hex));
  }

  /** A copy of the bytes, for where the locator must be sent, stored or hashed. */
  public byte[] exposeBytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Locator other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Locator that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Nothing: what Object prints would let two log lines be linked by their hash code. */
  @Override
  public String toString() {
    return "Locator[not shown]";
  }
}
