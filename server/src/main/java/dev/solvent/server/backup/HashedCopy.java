package dev.solvent.server.backup;

import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Copies files and hashes what it copies. */
final class HashedCopy {
  private HashedCopy() {}

  /** What was copied. */
  record Copied(Hash sha256, long size) {}

  /** Copies a file to where there is none yet; the folders above are made. */
  static Copied copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolveSibling(""));
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return hash(from, out);
    }
  }

  /** Of a file that stays where it is. */
  static Copied of(Path file) throws IOException {
    return hash(file, OutputStream.nullOutputStream());
  }

  private static Copied hash(Path from, OutputStream to) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(from), sha256)) {
      long size = in.transferTo(to);
      return new Copied(Hash.of(sha256.digest()), size);
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
