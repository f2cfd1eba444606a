package dev.solvent.server.store.jdbc;

import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Makes a database file that is absent or whole, for its owner alone. */
final class NewFile {
  private NewFile() {}

  /** Fills a new file. */
  @FunctionalInterface
  interface Filler {
    void fill(Database empty) throws IOException;
  }

  /** Of two that make the same file one is told that it is there. */
  static void make(Path file, Filler filler) throws IOException {
    refuse(file);
    Path folder = file.toAbsolutePath().resolveSibling("");
    Path filling = folder.resolve("." + file.getFileName() + ".making-" + UUID.randomUUID());
    Files.createFile(filling, ownerOnly(folder));
    try {
      try (Database database = new Database(new Sqlite(filling))) {
        filler.fill(database);
      }
      force(filling, StandardOpenOption.WRITE);
      Files.createLink(file, filling);
    } catch (FileAlreadyExistsException e) {
      refuse(file);
      throw e;
    } finally {
      Files.deleteIfExists(filling);
    }
    force(folder, StandardOpenOption.READ);
  }

  private static void refuse(Path file) {
    if (Files.exists(file)) {
      throw new UserError(
          "database " + file + " is there already, want none",
          "it knows what the log has signed: use it, or choose another place");
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path where) {
    return where.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
