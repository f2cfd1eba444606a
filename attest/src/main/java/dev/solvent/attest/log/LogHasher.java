package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * RFC 6962's hashes: a leaf begins with 00 and a node with 01, so that neither passes for the
 * other. The methods on arrays make no object; one instance a thread.
 */
public final class LogHasher {
  /** The root of a log without entries: the hash of nothing. */
  public static final Hash EMPTY_ROOT = empty();

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static Hash empty() {
    return Hash.of(sha256().digest());
  }

  public static Hash leaf(byte[] entry) {
    byte[] hash = new byte[Hash.BYTES];
    new LogHasher().leaf(entry, 0, entry.length, hash, 0);
    return Hash.of(hash);
  }

  public static Hash node(Hash left, Hash right) {
    byte[] both = new byte[2 * Hash.BYTES];
    left.copyTo(both, 0);
    right.copyTo(both, Hash.BYTES);
    new LogHasher().node(both, 0, both, Hash.BYTES, both, 0);
    return Hash.of(both, 0);
  }

  /** Hashes {@code entry[from..from+length)} into {@code out[at..at+32)}. */
  public void leaf(byte[] entry, int from, int length, byte[] out, int at) {
    digest.update(LEAF);
    digest.update(entry, from, length);
    finish(out, at);
  }

  /** Hashes two children into {@code out[at..at+32)}, which may be the place of either. */
  public void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] out, int at) {
    digest.update(NODE);
    digest.update(left, leftAt, Hash.BYTES);
    digest.update(right, rightAt, Hash.BYTES);
    finish(out, at);
  }

  /**
   * Folds {@code count} hashes that stand one after another, a power of two of them, into the root
   * over them; they are overwritten, the root stands first.
   */
  public void fold(byte[] hashes, int at, int count) {
    for (int width = count; width > 1; width >>= 1) {
      for (int i = 0; i < width; i += 2) {
        int left = at + i * Hash.BYTES;
        node(hashes, left, hashes, left + Hash.BYTES, hashes, at + i / 2 * Hash.BYTES);
      }
    }
  }

  private void finish(byte[] out, int at) {
    try {
      digest.digest(out, at, Hash.BYTES);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a hash at " + at, e);
    }
  }
}
