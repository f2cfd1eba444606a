package dev.solvent.verifier.audit.kit;

import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A file whose digest is taken while it is read. One thread at a time. */
final class DigestedFile extends DigestInputStream {
  DigestedFile(Path file) throws IOException {
    super(Files.newInputStream(file), sha256());
  }

  /** The digest of the whole file: what nobody has read yet is read. */
  Hash digest() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return Hash.of(getMessageDigest().digest());
  }

  static Hash of(Path file) throws IOException {
    try (DigestedFile whole = new DigestedFile(file)) {
      return whole.digest();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
