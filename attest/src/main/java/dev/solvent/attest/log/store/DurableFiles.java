package dev.solvent.attest.log.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Files under one folder that are there whole or not at all, whenever the machine stops. Not for
 * several threads.
 */
final class DurableFiles {
  /** Where files are filled before they get their names; what is found here is of no use. */
  static final String INCOMING = ".incoming";

  private static final String LOCK = "lock";

  private final Disk disk;
  private final Path root;

  /** Folders whose own names are known to be on the disk. */
  private final Set<Path> durable = new HashSet<>();

  DurableFiles(Disk disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  Disk disk() {
    return disk;
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(disk.read(root.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Takes the lock of this folder. */
  Disk.Held lock() throws IOException {
    makeFolder(root.resolve(INCOMING));
    return disk.lock(root.resolve(INCOMING).resolve(LOCK));
  }

  /**
   * Writes a file that nobody may see half written, and that is never changed again.
   *
   * @return whether the name now stands for these bytes; false where it stands for others
   */
  boolean create(String name, byte[] bytes) throws IOException {
    Path target = root.resolve(name);
    makeFolder(parent(target));
    if (!disk.exists(target)) {
      Path filled = fill(bytes);
      try {
        disk.link(filled, target);
      } catch (FileAlreadyExistsException e) {
        // Another writer was first. Whether it wrote the same is looked at below.
      }
      disk.delete(filled);
    }
    boolean same = Arrays.equals(disk.read(target), bytes);
    disk.sync(parent(target));
    return same;
  }

  /** Puts a file in the place of an older one, so that a reader sees the one or the other. */
  void replace(String name, byte[] bytes) throws IOException {
    Path target = root.resolve(name);
    makeFolder(parent(target));
    disk.replace(fill(bytes), target);
    disk.sync(parent(target));
  }

  /** Forces what a reader sees under this name to the disk. */
  void sync(String name) throws IOException {
    disk.sync(root.resolve(name));
    disk.sync(parent(root.resolve(name)));
  }

  /** Removes what writers left behind who did not come to the end. */
  void clean() throws IOException {
    Path incoming = root.resolve(INCOMING);
    for (String name : disk.list(incoming)) {
      if (!name.equals(LOCK)) {
        disk.delete(incoming.resolve(name));
      }
    }
  }

  private Path fill(byte[] bytes) throws IOException {
    Path incoming = root.resolve(INCOMING);
    makeFolder(incoming);
    Path file = incoming.resolve(UUID.randomUUID().toString());
    disk.write(file, bytes);
    disk.sync(file);
    return file;
  }

  /**
   * A folder is no safer than its name in the folder above, and so on up to what was there before
   * us.
   */
  private void makeFolder(Path folder) throws IOException {
    if (durable.contains(folder)) {
      return;
    }
    boolean inside = folder.startsWith(root) && !folder.equals(root);
    if (inside || !disk.exists(parent(folder))) {
      makeFolder(parent(folder));
    }
    disk.createFolder(folder);
    disk.sync(parent(folder));
    durable.add(folder);
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the root of a file system, want a folder in one");
    }
    return parent;
  }
}
