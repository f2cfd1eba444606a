package dev.solvent.merkle.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is absent or whole, whenever the process or the machine stops.
 *
 * <p>It is filled beside its target under a name of its own. {@link #commit} forces every file and
 * folder to the disk and then renames it. A lock file stands beside it while its maker lives; what
 * a dead maker left is removed by the next one. Readable by its owner only. Used by one thread; the
 * files inside by any.
 */
public final class AtomicFolder implements Closeable {
  private static final String BUILDING = ".building-";
  private static final String LOCK = ".lock";

  /**
   * The locks of this process. The system's are a process's and end when it closes any channel on
   * the file, so our own are never so much as opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final Path path;
  private final Path lockPath;
  private final FileChannel lock;
  private boolean committed;

  private AtomicFolder(Path target, Path path, Path lockPath, FileChannel lock) {
    this.target = target;
    this.path = path;
    this.lockPath = lockPath;
    this.lock = lock;
  }

  /**
   * Begins a folder that will be {@code target}, which must not exist yet.
   *
   * @throws FileAlreadyExistsException where it does
   */
  public static AtomicFolder begin(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path name = absolute.getFileName();
    Path parent = absolute.getParent();
    if (name == null || parent == null || Files.exists(absolute)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    createDirectories(parent);
    String prefix = "." + name + BUILDING;
    removeLeftovers(parent, prefix);
    Path lockPath;
    FileChannel lock;
    do { // another maker may take the new file for a leftover before it is locked
      lockPath = parent.resolve(prefix + UUID.randomUUID() + LOCK);
      HELD.add(lockPath);
      lock = FileChannel.open(lockPath, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } while (!isOurs(lock, lockPath));
    try {
      Path path = Files.createDirectory(folderOf(lockPath), ownerOnly(parent));
      return new AtomicFolder(absolute, path, lockPath, lock);
    } catch (IOException e) {
      release(lockPath, lock);
      throw e;
    }
  }

  private static boolean isOurs(FileChannel lock, Path lockPath) throws IOException {
    if (lock.tryLock() != null && Files.exists(lockPath)) {
      return true;
    }
    release(lockPath, lock);
    return false;
  }

  private static void release(Path lockPath, FileChannel lock) throws IOException {
    Files.deleteIfExists(lockPath);
    lock.close();
    HELD.remove(lockPath);
  }

  /** Where to put the files. */
  public Path path() {
    return path;
  }

  /** Makes the folder durable and gives it its name. Every file in it must be closed. */
  public void commit() throws IOException {
    syncTree(path);
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    // A folder is never moved onto one that holds files: of two makers the first wins.
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    committed = true;
    sync(parentOf(target));
  }

  /** Lets go of the folder, and removes it if it was not committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      deleteTree(path);
    }
    release(lockPath, lock);
  }

  private static FileAttribute<?>[] ownerOnly(Path where) {
    return where.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Path parentOf(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException(path + " has no folder above it");
    }
    return parent;
  }

  private static void removeLeftovers(Path parent, String prefix) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, p -> isLock(p, prefix))) {
      for (Path lockPath : locks) {
        removeIfDead(lockPath);
      }
    }
  }

  /** Makes the folders above, each durable in the one above it. */
  private static void createDirectories(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = parentOf(folder);
    createDirectories(parent);
    Files.createDirectories(folder);
    sync(parent);
  }

  private static boolean isLock(Path path, String prefix) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(prefix) && name.endsWith(LOCK);
  }

  private static void removeIfDead(Path lockPath) throws IOException {
    if (HELD.contains(lockPath)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        deleteTree(folderOf(lockPath));
        Files.deleteIfExists(lockPath);
      }
    } catch (NoSuchFileException e) {
      // its maker has just let go of it
    }
  }

  private static Path folderOf(Path lockPath) {
    String name = String.valueOf(lockPath.getFileName());
    return lockPath.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void syncTree(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            sync(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            sync(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
