package dev.solvent.attest.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A disk that fails, or takes its process or machine down, at one step. */
final class FaultyDisk implements Disk {
  /** What happens at the step. */
  enum Fault {
    /** The step is not done, and says so. */
    ERROR_BEFORE,
    /** The step is done, and says that it is not. */
    ERROR_AFTER,
    /** The process is gone; what it wrote is there. */
    KILL,
    /** The machine is gone, and with it all that was not forced to the disk. */
    POWER_CUT
  }

  /** The end of the process; nothing in the code under test catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record Unsynced(Path key, Undo undo) {}

  private interface Undo {
    void run() throws IOException;
  }

  private final Disk disk = new RealDisk();
  private final Fault fault;
  private final int at;
  private final List<Unsynced> unsynced = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private boolean dead;
  private int syncs;

  FaultyDisk(Fault fault, int at) {
    this.fault = fault;
    this.at = at;
  }

  static FaultyDisk sound() {
    return new FaultyDisk(Fault.KILL, Integer.MAX_VALUE);
  }

  List<String> steps() {
    return steps;
  }

  int syncs() {
    return syncs;
  }

  boolean isDead() {
    return dead;
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T step(String name, Step<T> step) throws IOException {
    if (dead) {
      throw new Killed();
    }
    steps.add(name);
    boolean now = steps.size() - 1 == at;
    if (now && fault == Fault.ERROR_BEFORE) {
      throw new IOException("no space left, says the test, before " + name);
    }
    if (now && fault != Fault.ERROR_AFTER) {
      dead = true;
      if (fault == Fault.POWER_CUT) {
        cutPower();
      }
      throw new Killed();
    }
    T result = step.run();
    if (now) {
      throw new IOException("lost connection, says the test, after " + name);
    }
    return result;
  }

  private void cutPower() throws IOException {
    for (Unsynced one : unsynced.reversed()) {
      one.undo.run();
    }
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** Closing is no step: the end of a process closes too. */
  @Override
  public Held lock(Path file) throws IOException {
    step("lock " + file.getFileName(), () -> file);
    return disk.lock(file);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return step("read " + file.getFileName(), () -> disk.read(file));
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return step("exists " + file.getFileName(), () -> disk.exists(file));
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return step("list " + folder.getFileName(), () -> disk.list(folder));
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    boolean there = Files.exists(folder);
    step(
        "createFolder " + folder.getFileName(),
        () -> {
          disk.createFolder(folder);
          if (!there) {
            unsynced.add(new Unsynced(parent(folder), () -> deleteAll(folder)));
          }
          return folder;
        });
  }

  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Without a sync half of the bytes are there, or the name is not. */
  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    boolean there = Files.exists(file);
    step(
        "write " + file.getFileName(),
        () -> {
          disk.write(file, bytes);
          if (!there) {
            unsynced.add(new Unsynced(parent(file), () -> Files.deleteIfExists(file)));
          }
          unsynced.add(
              new Unsynced(
                  file,
                  () -> {
                    if (Files.exists(file)) {
                      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                    }
                  }));
          return file;
        });
  }

  /** Keeps account of it only: a few thousand real ones take minutes. */
  @Override
  public void sync(Path fileOrFolder) throws IOException {
    syncs++;
    step(
        "sync " + fileOrFolder.getFileName(),
        () -> {
          if (!Files.exists(fileOrFolder)) {
            throw new NoSuchFileException(fileOrFolder.toString());
          }
          unsynced.removeIf(one -> one.key.equals(fileOrFolder.toAbsolutePath()));
          return fileOrFolder;
        });
  }

  private void requireSynced(Path file) {
    if (unsynced.stream().anyMatch(one -> one.key.equals(file))) {
      throw new AssertionError("a name for a file that is not on the disk: " + file);
    }
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    requireSynced(file);
    step(
        "link " + name.getFileName(),
        () -> {
          disk.link(file, name);
          unsynced.add(new Unsynced(parent(name), () -> Files.deleteIfExists(name)));
          return name;
        });
  }

  @Override
  public void replace(Path file, Path target) throws IOException {
    requireSynced(file);
    Optional<byte[]> old =
        Files.exists(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
    step(
        "replace " + target.getFileName(),
        () -> {
          disk.replace(file, target);
          unsynced.add(new Unsynced(parent(target), () -> putBack(target, old)));
          return target;
        });
  }

  private static void putBack(Path target, Optional<byte[]> old) {
    try {
      if (old.isPresent()) {
        Files.write(target, old.get());
      } else {
        Files.deleteIfExists(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    step(
        "delete " + file.getFileName(),
        () -> {
          disk.delete(file);
          return file;
        });
  }
}
