package dev.solvent.attest.octets;

import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;

/** A string of bytes, copied in and out and compared by what it holds. */
public final class Octets implements Comparable<Octets> {
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** Reads pairs of lower-case hex digits. */
  public static Octets parseHex(String hex) throws MalformedException {
    byte[] bytes = new byte[hex.length() / 2];
    int bad = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(hex.charAt(2 * i));
      int low = digit(hex.charAt(2 * i + 1));
      bad |= high | low;
      bytes[i] = (byte) (high << 4 | low);
    }
    if ((bad & ~0xF) != 0 || hex.length() % 2 != 0) {
      throw new MalformedException(
          "hex of " + hex.length() + " characters in another form, want pairs of 0-9 and a-f");
    }
    return new Octets(bytes);
  }

  /** -1 for what is none. */
  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  public static Octets parseBase64(String text) throws MalformedException {
    return new Octets(Base64Text.decode(text));
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public String toBase64() {
    return Base64Text.encode(bytes);
  }

  /** By unsigned bytes, a prefix before what it begins. */
  @Override
  public int compareTo(Octets other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hex. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
