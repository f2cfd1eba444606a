package dev.solvent.attest.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed, or when the program is told to stop. */
public final class TemporaryFolder implements Closeable {
  private final Path path;
  private final Thread hook;

  private TemporaryFolder(Path path) {
    this.path = path;
    hook = new Thread(this::deleteQuietly);
  }

  public static TemporaryFolder create(String prefix) throws IOException {
    return register(Files.createTempDirectory(prefix));
  }

  /** In a folder of the user's choice, for what needs a certain disk. */
  public static TemporaryFolder createIn(Path parent, String prefix) throws IOException {
    return register(Files.createTempDirectory(parent, prefix));
  }

  private static TemporaryFolder register(Path path) {
    TemporaryFolder folder = new TemporaryFolder(path);
    Runtime.getRuntime().addShutdownHook(folder.hook);
    return folder;
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(hook);
    delete(path);
  }

  private void deleteQuietly() {
    try {
      delete(path);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("warning: " + path + " could not be removed: " + e.getMessage());
    }
  }

  /** Removes a file, or a folder with all that is in it; nothing where it does not exist. */
  public static void delete(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> all = Files.walk(top)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.deleteIfExists(each);
    }
  }
}
