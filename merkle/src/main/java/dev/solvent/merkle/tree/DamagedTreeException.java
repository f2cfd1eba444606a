package dev.solvent.merkle.tree;

import java.io.IOException;
import java.nio.file.Path;

/** A tree's file does not hold what was written. Nothing is served from it. */
public final class DamagedTreeException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedTreeException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public DamagedTreeException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
