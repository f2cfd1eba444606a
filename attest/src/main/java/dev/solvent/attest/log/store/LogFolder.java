package dev.solvent.attest.log.store;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The published folder: {@code checkpoint} and {@code tile/}. */
final class LogFolder {
  private static final String CHECKPOINT = "checkpoint";

  private final DurableFiles files;

  LogFolder(Disk disk, Path root) {
    files = new DurableFiles(disk, root);
  }

  byte[] read(TilePath path) throws IOException {
    return files
        .read(path.toString())
        .orElseThrow(() -> new NoSuchFileException(path + " is missing"));
  }

  /** Writes tiles that may be there already, and must then be the same. */
  void write(Map<TilePath, byte[]> tiles) throws IOException, LogRefusedException {
    for (Map.Entry<TilePath, byte[]> tile : tiles.entrySet()) {
      if (!files.create(tile.getKey().toString(), tile.getValue())) {
        throw new LogRefusedException(
            Reason.DAMAGED_TILES,
            tile.getKey() + " holds other bytes than the entries give, want it never overwritten");
      }
    }
  }

  Optional<SignedCheckpoint> published() throws IOException, LogRefusedException {
    Optional<byte[]> bytes = files.read(CHECKPOINT);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedCheckpoint.parse(bytes.get()));
    } catch (MalformedException e) {
      throw new LogRefusedException(
          Reason.PUBLISHED_FORK, "published checkpoint: " + e.getMessage(), e);
    }
  }

  /** Publishes, unless another writer has published a larger log meanwhile. */
  void publish(SignedCheckpoint checkpoint) throws IOException, LogRefusedException {
    try (Disk.Held _ = files.lock()) {
      long there = published().map(signed -> signed.checkpoint().size()).orElse(0L);
      if (there <= checkpoint.checkpoint().size()) {
        files.replace(CHECKPOINT, checkpoint.bytes());
      }
    }
  }

  /**
   * A bundle that a log of this size does not have. Bundles are written only for what was signed,
   * and each append writes the one that follows, so it suffices to look there.
   */
  Optional<TilePath> beyond(long size) throws IOException {
    long last = size / TilePath.FULL;
    for (long index = last; index <= last + 1; index++) {
      TilePath full = new TilePath(TilePath.ENTRIES, index, TilePath.FULL);
      if (files.disk().exists(files.resolve(full.toString()))) {
        return Optional.of(full);
      }
      for (String width : files.disk().list(files.resolve(full + ".p"))) {
        Optional<TilePath> partial = parse(full + ".p/" + width);
        if (partial.isPresent() && !partial.get().isWithin(size)) {
          return partial;
        }
      }
    }
    return Optional.empty();
  }

  static Optional<TilePath> parse(String name) {
    try {
      return Optional.of(TilePath.parse(name));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  void clean() throws IOException {
    files.clean();
  }
}
