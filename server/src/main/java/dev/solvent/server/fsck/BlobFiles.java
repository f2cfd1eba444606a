package dev.solvent.server.fsck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that are called after the SHA-256 of what is in them. */
final class BlobFiles {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private BlobFiles() {}

  static void check(Path folder, String remedy, Damages damages) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (!DIGEST.matcher(name).matches()) {
        continue; // what a writer that was killed left
      }
      try {
        String digest = digest(file);
        if (!digest.equals(name)) {
          damages.add(
              new Damage(
                  damages.name(file), "bytes of another SHA-256 than its name, " + digest, remedy));
        }
      } catch (IOException e) {
        damages.add(new Damage(damages.name(file), Words.of(e), remedy));
      }
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
