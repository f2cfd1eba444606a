package dev.solvent.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The one seam to SHA-256. One reused digest, one call for the message and one for the result: the
 * shape in which the JDK's intrinsic comes closest to the hardware. One instance a thread.
 */
final class Sha256 {
  /** Has taken in nothing, ever. A copy of it costs a third of a search among the providers. */
  private static final MessageDigest FRESH = fresh();

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("SHA-256 of this platform can be cloned", e);
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Hashes {@code message[0..length)} into {@code out[at..at+32)}; they may be the same array. */
  void hash(byte[] message, int length, byte[] out, int at) {
    Objects.checkFromIndexSize(at, Hash.BYTES, out.length); // before anything is taken in
    digest.update(message, 0, length);
    try {
      digest.digest(out, at, Hash.BYTES);
    } catch (DigestException e) {
      throw new AssertionError("the room was looked for", e);
    }
  }
}
