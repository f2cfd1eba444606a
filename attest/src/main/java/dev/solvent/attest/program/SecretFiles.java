package dev.solvent.attest.program;

import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads secrets from files, never from arguments: those stand in process lists and histories. */
public final class SecretFiles {
  private static final int MOST_BYTES = 1 << 20;

  private SecretFiles() {}

  /** Reads a value from its hex digits. */
  public interface Parser<T> {
    T parse(String hex) throws MalformedException;
  }

  /** Reads a file of one line. A file that others can read is warned of. */
  public static <T> T read(Path file, Parser<T> parser, PrintWriter err) throws IOException {
    String text = readText(file, err).stripTrailing();
    try {
      return parser.parse(text);
    } catch (MalformedException e) {
      throw new UserError(
          file + ": " + e.getMessage(), "openssl rand -hex 32 makes a master secret");
    }
  }

  /** Reads a small file of secrets. */
  public static String readText(Path file, PrintWriter err) throws IOException {
    warnIfOthersCanRead(file, err);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UserError(file + ": over " + MOST_BYTES + " bytes, want a file of secrets", "");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Warns of a file of secrets that others can read. */
  public static void warnIfOthersCanRead(Path file, PrintWriter err) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ)) {
      err.println("warning: " + file + " can be read by others; chmod 600 " + file);
    }
  }
}
