package dev.solvent.server.fsck;

import java.nio.file.NoSuchFileException;

/** Exceptions in words: the JDK's of files say little more than the file's name. */
final class Words {
  private Words() {}

  static String of(Exception e) {
    return e instanceof NoSuchFileException
        ? "no such file, want it"
        : String.valueOf(e.getMessage());
  }
}
