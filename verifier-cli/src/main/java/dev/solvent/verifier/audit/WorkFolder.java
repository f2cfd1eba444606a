package dev.solvent.verifier.audit;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.tree.AtomicFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the trees lie while they are compared: for its owner alone, gone at the end and when the
 * program is told to stop. What a killed one left, the next one in the same folder removes.
 */
final class WorkFolder implements Closeable {
  private static final String NAME = "solvent-audit";

  private final AtomicFolder folder;
  private final Thread hook = new Thread(this::removeQuietly);

  private WorkFolder(AtomicFolder folder) {
    this.folder = folder;
  }

  static WorkFolder in(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new UserError(parent + ": not a folder", "name one on a disk with room for the trees");
    }
    WorkFolder work = new WorkFolder(AtomicFolder.begin(parent.resolve(NAME)));
    Runtime.getRuntime().addShutdownHook(work.hook);
    return work;
  }

  Path path() {
    return folder.path();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(hook);
    folder.close();
  }

  private void removeQuietly() {
    try {
      folder.close();
    } catch (IOException | UncheckedIOException e) {
      System.err.println("warning: " + path() + " could not be removed: " + e.getMessage());
    }
  }
}
