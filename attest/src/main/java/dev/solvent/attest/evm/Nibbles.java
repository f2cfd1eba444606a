package dev.solvent.attest.evm;

/** Bytes as half bytes, the upper one first. */
final class Nibbles {
  private Nibbles() {}

  static byte[] of(byte[] bytes) {
    byte[] nibbles = new byte[2 * bytes.length];
    for (int i = 0; i < nibbles.length; i++) {
      nibbles[i] = (byte) (i % 2 == 0 ? (bytes[i / 2] & 0xFF) >>> 4 : bytes[i / 2] & 0x0F);
    }
    return nibbles;
  }
}
