package dev.solvent.server.http.published;

import dev.solvent.attest.published.PublishedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens files below one folder, step by step from an open folder to the next: no link is followed
 * and no step leaves it, whatever changes in between. Any thread.
 */
public final class PublicFolder implements PublishedFiles {
  private final Path root;

  public PublicFolder(Path root) {
    this.root = root;
  }

  /**
   * A file that is open for reading.
   *
   * @param attributes of the very file that is open
   */
  public record OpenFile(FileChannel channel, BasicFileAttributes attributes) implements Closeable {
    public long size() {
      return attributes.size();
    }

    /** The whole of it, as large as it was when it was opened. */
    public byte[] read() throws IOException {
      byte[] bytes = new byte[Math.toIntExact(size())];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until it is full, or the file ends early
      }
      return buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Opens a regular file.
   *
   * @param place names of folders and the file between slashes
   */
  public Optional<OpenFile> open(String place) throws IOException {
    List<String> names = List.of(place.split("/", -1));
    if (names.stream().anyMatch(PublicFolder::isNoName)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(root)) {
      return folder instanceof SecureDirectoryStream<Path> secure
          ? open(secure, names)
          : openByPath(names);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isNoName(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0;
  }

  private static Optional<OpenFile> open(SecureDirectoryStream<Path> folder, List<String> names)
      throws IOException {
    Path name = Path.of(names.getFirst());
    BasicFileAttributes attributes =
        folder
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (names.size() == 1) {
      return attributes.isRegularFile() ? Optional.of(openFile(folder, name)) : Optional.empty();
    }
    if (!attributes.isDirectory()) {
      return Optional.empty();
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return open(next, names.subList(1, names.size()));
    }
  }

  private static OpenFile openFile(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    FileChannel channel =
        (FileChannel)
            folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      BasicFileAttributes attributes =
          folder
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (attributes.size() == channel.size()) {
        return new OpenFile(channel, attributes);
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException("a file was replaced while it was opened");
  }

  /** Where the platform has no open folders: each step is looked at before the file is opened. */
  private Optional<OpenFile> openByPath(List<String> names) throws IOException {
    Path path = root;
    for (String name : names) {
      path = path.resolve(name);
      if (Files.isSymbolicLink(path)) {
        return Optional.empty();
      }
    }
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenFile(
            FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS),
            attributes));
  }

  @Override
  public Optional<byte[]> read(String place, int most) throws IOException {
    Optional<OpenFile> opened = open(place);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (OpenFile file = opened.get()) {
      if (file.size() > most) {
        throw new IOException(place + " of " + file.size() + " bytes, want at most " + most);
      }
      return Optional.of(file.read());
    }
  }

  public boolean has(String place) throws IOException {
    Optional<OpenFile> file = open(place);
    if (file.isPresent()) {
      file.get().close();
    }
    return file.isPresent();
  }
}
