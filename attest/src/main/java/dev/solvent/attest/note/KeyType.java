package dev.solvent.attest.note;

import dev.solvent.merkle.MalformedException;

/** What a note's key signs, and so the byte that stands for it in the key's id. */
public enum KeyType {
  /** The note's text. */
  ED25519(0x01),
  /** {@code cosignature/v1}, a time, and the note's text. */
  COSIGNATURE(0x04);

  private final byte code;

  KeyType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static KeyType ofCode(byte code) throws MalformedException {
    for (KeyType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new MalformedException("key of type " + (code & 0xFF) + ", want 1 or 4");
  }
}
