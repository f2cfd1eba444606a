package dev.solvent.server.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held by the one publisher of a folder. The system lets go of it when its process ends, however
 * that ends.
 */
final class PublisherLock implements Closeable {
  /**
   * What this process holds. The system's lock ends when a process closes any channel on the file,
   * so no second one may be opened while it is held.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private PublisherLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty where another publisher, of this process or another, holds it. */
  static Optional<PublisherLock> take(Path file) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    Path real = folder.toRealPath().resolve(file.getFileName());
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    Optional<PublisherLock> taken = Optional.empty();
    try {
      taken = lock(real);
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(real);
      }
    }
    return taken;
  }

  private static Optional<PublisherLock> lock(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new PublisherLock(real, channel));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
