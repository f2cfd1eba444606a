package dev.solvent.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/** A hash of 32 bytes, copied in and out. */
public final class Hash {
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the 32 bytes that start at {@code at}. */
  public static Hash of(byte[] source, int at) {
    return new Hash(Arrays.copyOfRange(source, at, checkedEnd(source, at)));
  }

  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("hash of " + bytes.length + " bytes, want " + BYTES);
    }
    return new Hash(bytes.clone());
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static Hash parse(String hex) throws MalformedException {
    return new Hash(Hex.parse32("hash", hex));
  }

  private static int checkedEnd(byte[] source, int at) {
    if (at < 0 || source.length - at < BYTES) {
      throw new IllegalArgumentException(
          "hash at " + at + " of " + source.length + " bytes, want " + BYTES);
    }
    return at + BYTES;
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Writes the 32 bytes at {@code at}, without an object between. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 lower-case hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
