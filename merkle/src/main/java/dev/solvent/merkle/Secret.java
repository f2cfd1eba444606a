package dev.solvent.merkle;

import java.security.MessageDigest;

/**
 * Thirty-two bytes that must not be seen. Not a record and without {@code toString}: neither a log
 * line nor an error message can show it. The bytes leave through {@link #exposeBytes} only, which a
 * search finds.
 */
public abstract sealed class Secret permits MasterSecret, CustomerKey, AccountKey, BlankKey {
  public static final int BYTES = 32;

  private final byte[] bytes;

  Secret(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("secret of " + bytes.length + " bytes, want " + BYTES);
    }
    this.bytes = bytes.clone();
  }

  /** A copy of the secret bytes, for where they must be stored, sent or hashed. */
  public final byte[] exposeBytes() {
    return bytes.clone();
  }

  /** Two secrets of one kind are equal where their bytes are; compared in constant time. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof Secret that
        && that.getClass() == getClass()
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode(); // says nothing of the bytes
  }
}
