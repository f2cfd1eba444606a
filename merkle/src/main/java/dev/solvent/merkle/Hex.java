package dev.solvent.merkle;

import java.util.HexFormat;

/** Strict hex: the one encoding of 32 bytes. */
final class Hex {
  private Hex() {}

  /** Reads exactly 64 lower-case hex digits; the message never repeats them, they may be secret. */
  static byte[] parse32(String what, String hex) throws MalformedException {
    if (hex.length() != 64) {
      throw new MalformedException(
          what + " of " + hex.length() + " characters, want 64 lower-case hex digits");
    }
    for (int i = 0; i < 64; i++) {
      char c = hex.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        throw new MalformedException(
            what + " with a wrong character at " + i + ", want 64 lower-case hex digits");
      }
    }
    return HexFormat.of().parseHex(hex);
  }
}
