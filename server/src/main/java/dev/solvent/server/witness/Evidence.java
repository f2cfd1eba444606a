package dev.solvent.server.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.signature.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the notes of a log that does not merely grow are kept: each a file that anyone can verify
 * with the log's key. Thread-safe.
 */
final class Evidence {
  /** A log's operator could else fill the disk with forks. */
  private static final int MOST_FILES = 2_000;

  private static final int NAME_LENGTH = 32;

  private final Path folder;

  Evidence(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Keeps what was offered, and what it does not go with.
   *
   * @param kind {@code fork}, or {@code unproven} where a bad proof alone may be to blame
   * @return the first part of the files' names; empty where there is no more room
   */
  synchronized Optional<String> keep(
      String kind, Optional<SignedCheckpoint> stored, SignedCheckpoint offered) throws IOException {
    String digest = Digests.sha256(offered.bytes()).toString().substring(0, NAME_LENGTH);
    String name = kind + "-" + digest;
    Path file = folder.resolve(name + "-offered.note");
    if (Files.exists(file)) {
      return Optional.of(name);
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.count() >= MOST_FILES) {
        return Optional.empty();
      }
    }
    if (stored.isPresent()) {
      WholeFile.write(folder.resolve(name + "-stored.note"), stored.get().bytes());
    }
    WholeFile.write(file, offered.bytes());
    return Optional.of(name);
  }
}
