package dev.solvent.attest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests find the repository's files and the vectors that are kept outside of it. */
public final class RepoFiles {
  private RepoFiles() {}

  public static Path root() {
    String given = System.getProperty("solvent.root");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !isRoot(folder)) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder above with the parent pom.xml, want one");
    }
    return folder;
  }

  private static boolean isRoot(Path folder) {
    Path pom = folder.resolve("pom.xml");
    return Files.exists(pom) && text(pom).contains("<modules>");
  }

  /** Vectors of others: read where they lie, never copied. The folder may be missing. */
  public static Path thirdPartyVectors() {
    String given = System.getenv("SOLVENT_VECTORS");
    Path vectors = given == null ? root().resolve("../shared/vectors") : Path.of(given);
    return vectors.resolve("third-party");
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
