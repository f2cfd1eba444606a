package dev.solvent.server.backup;

import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.server.backup.BackupManifest.Entry;
import dev.solvent.server.backup.HashedCopy.Copied;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes an operator's folder of a backup: whole and as the manifest says, or not at all. */
final class Restore {
  private final Path backup;
  private final List<String> damaged = new ArrayList<>();

  private Restore(Path backup) {
    this.backup = backup;
  }

  /**
   * Restores into a folder that is missing or empty.
   *
   * @throws UserError where there is no backup, or something at the target
   * @throws Refused where files of the backup are damaged, each by its name
   */
  static BackupManifest run(Path backup, Path target, Backup.Watcher watcher) throws IOException {
    return new Restore(backup).restore(target, watcher);
  }

  private BackupManifest restore(Path target, Backup.Watcher watcher) throws IOException {
    BackupManifest manifest = manifest();
    requireEmpty(target);
    try (AtomicFolder folder = AtomicFolder.begin(target)) {
      for (int i = 0; i < manifest.files().size(); i++) {
        Entry entry = manifest.files().get(i);
        copy(entry, folder.path());
        watcher.copied(i + 1L, manifest.files().size(), entry.path());
      }
      findUnlisted(manifest);
      if (!damaged.isEmpty()) {
        throw new Refused(
            backup + " is not as it was written; nothing was restored",
            damaged,
            "take another backup, or another copy of this one");
      }
      JdbcStore.forgetLocks(folder.path().resolve(Backup.DATABASE)); // whoever wrote the backup
      folder.commit();
      return manifest;
    }
  }

  private BackupManifest manifest() throws IOException {
    Path file = backup.resolve(BackupManifest.NAME);
    if (!Files.isRegularFile(file)) {
      throw new UserError(backup + ": no " + BackupManifest.NAME, "solvent backup writes backups");
    }
    try {
      return BackupManifest.parse(Files.readAllBytes(file));
    } catch (MalformedException e) {
      throw new Refused(
          file + ": " + e.getMessage(), List.of(), "take another copy of this backup");
    }
  }

  /** An empty folder makes place for the one that is put there whole. */
  private static void requireEmpty(Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> names = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
      if (names.findAny().isPresent()) {
        throw new UserError(
            target + ": something is there, want nothing or an empty folder",
            "a backup never goes over what is there; move that away, or restore elsewhere");
      }
    }
    Files.delete(target);
  }

  private void copy(Entry entry, Path folder) throws IOException {
    Path file = backup.resolve(entry.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      damaged.add(entry.path() + ": missing");
      return;
    }
    Copied copied = HashedCopy.copy(file, folder.resolve(entry.path()));
    if (copied.size() != entry.size()) {
      damaged.add(entry.path() + ": " + copied.size() + " bytes, want " + entry.size());
    } else if (!copied.sha256().equals(entry.sha256())) {
      damaged.add(entry.path() + ": SHA-256 " + copied.sha256() + ", want " + entry.sha256());
    }
  }

  private void findUnlisted(BackupManifest manifest) throws IOException {
    Set<Path> listed = new HashSet<>(Set.of(backup.resolve(BackupManifest.NAME).toRealPath()));
    Path top = backup.toRealPath();
    manifest.files().forEach(entry -> listed.add(top.resolve(entry.path())));
    for (Path file : SourceFiles.in(backup, path -> false)) {
      if (!listed.contains(file)) {
        damaged.add(top.relativize(file) + ": not in " + BackupManifest.NAME);
      }
    }
    if (!listed.contains(top.resolve(Backup.DATABASE))) {
      damaged.add(Backup.DATABASE + ": not in " + BackupManifest.NAME);
    }
  }
}
