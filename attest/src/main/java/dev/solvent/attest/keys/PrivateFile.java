package dev.solvent.attest.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file for its owner alone: read only where nobody else could have, written once and whole. Where
 * the file system knows no POSIX permissions, who may read is not checked.
 */
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private PrivateFile() {}

  /** The whole file, which may be behind symbolic links. */
  public static byte[] read(Path file, int most) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder, want a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      PosixFileAttributeView posix = posix(file);
      if (posix != null && !OWNER.containsAll(posix.readAttributes().permissions())) {
        throw new IOException(
            file + ": open to group or others, want it for its owner alone: chmod 600 " + file);
      }
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException(file + ": more than " + most + " bytes, want at most " + most);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file, want one that exists", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": not readable by this user, want its owner", e);
    }
  }

  /** Refuses a name that is taken, even by a symbolic link to nothing. */
  static void requireFree(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(file, null);
    }
  }

  /**
   * Writes a new file, mode 0600. It gets its name by a hard link, which fails where the name is
   * taken, once its bytes are on the disk: whenever the process dies, there is the whole file or
   * none, and at worst a temporary one that nothing reads.
   */
  static void create(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(file + ": no such folder, want one that exists");
    }
    Path temporary = temporary(file, folder);
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      link(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path temporary(Path file, Path folder) throws IOException {
    try {
      return Files.createTempFile(folder, ".new-", ".tmp", ownerOnly(folder));
    } catch (FileSystemException e) {
      throw new IOException(file + ": no new file there, want a folder that one can write to", e);
    }
  }

  private static void link(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw taken(file, e);
    } catch (FileSystemException | UnsupportedOperationException e) {
      throw new IOException(
          file + ": no hard link made (" + e.getMessage() + "), want a file system that has them",
          e);
    }
  }

  private static IOException taken(Path file, @Nullable Exception cause) {
    return new IOException(file + ": exists, want a new name: nothing is overwritten", cause);
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return posix(folder) == null
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
  }

  private static @Nullable PosixFileAttributeView posix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class);
  }
}
