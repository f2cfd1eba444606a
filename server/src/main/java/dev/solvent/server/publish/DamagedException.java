package dev.solvent.server.publish;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not what was put there. Trying again does not help. */
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedException(Path file, String what) {
    super(file + ": " + what);
  }
}
