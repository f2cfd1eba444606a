package dev.solvent.server.backup;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.server.backup.BackupManifest.Entry;
import dev.solvent.server.backup.HashedCopy.Copied;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies the operator's folder while everything runs. The database comes first, then what is
 * public, the log, and the epochs: the other way round than they are written. So whatever one part
 * speaks of is in the parts that were copied after it, as after a program that was killed.
 */
final class Backup {
  static final String DATABASE = "solvent.db";
  static final String OWNERSHIP = "ownership";

  private final DataFolder data;
  private final JdbcStore store;
  private final Optional<Path> ownership;
  private final List<Entry> entries = new ArrayList<>();

  Backup(DataFolder data, JdbcStore store, Optional<Path> ownership) {
    this.data = data;
    this.store = store;
    this.ownership = ownership;
  }

  /** What of it is copied; a database and a log always are. */
  record Choice(boolean publicFiles, boolean trees) {}

  /** Told of each file that was copied. */
  @FunctionalInterface
  interface Watcher {
    void copied(long done, long of, String path);
  }

  private record Source(Path file, String path) {}

  /**
   * Writes a backup that is absent or whole. One run an instance.
   *
   * @throws FileAlreadyExistsException where the target exists
   */
  BackupManifest write(Path target, Choice choice, Timestamp now, Watcher watcher)
      throws IOException {
    try (AtomicFolder folder = AtomicFolder.begin(target)) {
      Path database = folder.path().resolve(DATABASE);
      store.copyWithoutLocks(database);
      add(DATABASE, HashedCopy.of(database));
      List<Source> sources = sources(choice);
      for (int i = 0; i < sources.size(); i++) {
        copy(sources.get(i), folder.path());
        watcher.copied(i + 1L, sources.size(), sources.get(i).path());
      }
      BackupManifest manifest =
          new BackupManifest(now, entries, choice.publicFiles(), choice.trees());
      Files.write(folder.path().resolve(BackupManifest.NAME), manifest.toBytes());
      folder.commit();
      return manifest;
    }
  }

  /** Listed before any is copied, each part after all that may speak of it. */
  private List<Source> sources(Choice choice) throws IOException {
    List<Source> sources = new ArrayList<>();
    if (choice.publicFiles()) {
      addAll(data.publicFolder().root(), "public", path -> false, sources);
    }
    addAll(data.log(), "log", path -> false, sources);
    addAll(data.epochs(), "epochs", path -> !choice.trees() && path.endsWith("trees"), sources);
    if (ownership.isPresent()) {
      addAll(ownership.get(), OWNERSHIP, path -> false, sources);
    }
    return sources;
  }

  private static void addAll(
      Path folder, String name, Predicate<Path> without, List<Source> sources) throws IOException {
    List<Path> files = SourceFiles.in(folder, without);
    Path top = files.isEmpty() ? folder : folder.toRealPath();
    for (Path file : files) {
      StringBuilder path = new StringBuilder(name);
      top.relativize(file).forEach(part -> path.append('/').append(part));
      sources.add(new Source(file, path.toString()));
    }
  }

  private void copy(Source source, Path folder) throws IOException {
    try {
      add(source.path(), HashedCopy.copy(source.file(), folder.resolve(source.path())));
    } catch (NoSuchFileException e) {
      throw new IOException(
          source.file() + ": went away while it was being copied, want a backup of one state", e);
    }
  }

  private void add(String path, Copied copied) {
    entries.add(new Entry(path, copied.sha256(), copied.size()));
  }
}
