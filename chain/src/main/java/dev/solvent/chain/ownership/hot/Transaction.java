package dev.solvent.chain.ownership.hot;

import java.io.ByteArrayOutputStream;

/** Writes the bytes of Bitcoin's transactions. One writer, one thread. */
final class Transaction {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number, its lowest byte first. */
  Transaction number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  Transaction bytes(byte[]... parts) {
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return this;
  }

  /** How many bytes, then these. A message of more than 65,535 has no place here. */
  Transaction sized(byte[] bytes) {
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException(bytes.length + " bytes, want at most 65,535");
    }
    if (bytes.length < 0xFD) {
      number(bytes.length, 1);
    } else {
      number(0xFD, 1).number(bytes.length, 2);
    }
    return bytes(bytes);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
