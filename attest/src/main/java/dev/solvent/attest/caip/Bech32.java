package dev.solvent.attest.caip;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;

/**
 * A witness program as text: BIP-173 for version 0, BIP-350 for the others. Lower case alone; the
 * upper case that the encoding also allows would be a second spelling.
 */
record Bech32(int version, Octets program) {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;
  private static final int CHECKSUM = 6;

  /** Of what follows the human part and a 1. */
  static Bech32 parse(String humanPart, String text) throws MalformedException {
    byte[] data = data(text);
    if (data.length < CHECKSUM + 1) {
      throw new MalformedException("bech32 without data, want a version and a checksum");
    }
    int version = data[0];
    if (checksum(humanPart, data) != (version == 0 ? BECH32 : BECH32M)) {
      throw new MalformedException("bech32 with another checksum, want that of its characters");
    }
    return new Bech32(version, bytes(data));
  }

  private static byte[] data(String text) throws MalformedException {
    byte[] data = new byte[text.length()];
    for (int i = 0; i < data.length; i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        throw new MalformedException("a wrong character at " + i + ", want bech32 in lower case");
      }
      data[i] = (byte) value;
    }
    return data;
  }

  private static int checksum(String humanPart, byte[] data) {
    int state = 1;
    for (int i = 0; i < humanPart.length(); i++) {
      state = step(state, humanPart.charAt(i) >> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < humanPart.length(); i++) {
      state = step(state, humanPart.charAt(i) & 31);
    }
    for (byte value : data) {
      state = step(state, value);
    }
    return state;
  }

  private static int step(int state, int value) {
    int top = state >>> 25;
    int next = ((state & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= ((top >>> i) & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }

  /** The values between version and checksum, five bits each, as bytes; left over bits are zero. */
  private static Octets bytes(byte[] data) throws MalformedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (int i = 1; i < data.length - CHECKSUM; i++) {
      buffer = ((buffer << 5) | data[i]) & 0xFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.write(buffer >>> bits);
      }
    }
    if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
      throw new MalformedException("bech32 with bits left over, want whole bytes");
    }
    return Octets.of(out.toByteArray());
  }
}
