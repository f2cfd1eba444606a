package dev.solvent.attest.log.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Each thing that is done to files, one call a step, so that a test can fail or die at any. */
interface Disk {
  /** Opens the lock that processes and threads share; whoever holds it keeps the others waiting. */
  Held lock(Path file) throws IOException;

  byte[] read(Path file) throws IOException;

  boolean exists(Path file) throws IOException;

  /** The names in a folder, none where there is no such folder. */
  List<String> list(Path folder) throws IOException;

  void createFolder(Path folder) throws IOException;

  /** Writes a file anew, or over an old one; not yet on the disk. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Forces a file's bytes, or a folder's names, to the disk. */
  void sync(Path fileOrFolder) throws IOException;

  /** Gives a file a second name, which must not exist. */
  void link(Path file, Path name) throws IOException;

  /** Puts a file in another's place, at once. */
  void replace(Path file, Path target) throws IOException;

  void delete(Path file) throws IOException;

  /** A lock, until it is closed. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
