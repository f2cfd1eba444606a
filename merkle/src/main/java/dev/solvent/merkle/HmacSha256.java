package dev.solvent.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 (RFC 2104) under one 32-byte key. The two states that have taken in the padded key
 * are kept and cloned for each message, which saves two of five blocks; {@code javax.crypto.Mac}
 * costs more than a leaf and a node together. One instance a thread.
 */
final class HmacSha256 {
  private static final int BLOCK = 64;

  private final MessageDigest inner;
  private final MessageDigest outer;

  HmacSha256(byte[] key32) {
    if (key32.length != Secret.BYTES) {
      throw new IllegalArgumentException("key of " + key32.length + " bytes, want " + Secret.BYTES);
    }
    inner = keyed(key32, (byte) 0x36);
    outer = keyed(key32, (byte) 0x5C);
  }

  /** Writes the 32 bytes of the code of {@code message[0..length)} at {@code out[at]}. */
  void code(byte[] message, int length, byte[] out, int at) {
    try {
      MessageDigest first = (MessageDigest) inner.clone();
      first.update(message, 0, length);
      first.digest(out, at, Hash.BYTES);
      MessageDigest second = (MessageDigest) outer.clone();
      second.update(out, at, Hash.BYTES);
      second.digest(out, at, Hash.BYTES);
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("SHA-256 of this platform can be cloned", e);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for 32 bytes at " + at, e);
    }
  }

  private static MessageDigest keyed(byte[] key32, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) ((i < Secret.BYTES ? key32[i] : 0) ^ pad);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(block);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
