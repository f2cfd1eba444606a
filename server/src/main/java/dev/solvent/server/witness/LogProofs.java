package dev.solvent.server.witness;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** That a log only grew, out of its own folder. Any thread. */
final class LogProofs {
  private final Path folder;
  private final LogReader reader;

  LogProofs(Path folder) {
    this.folder = folder;
    reader = StoredLog.reader(folder);
  }

  /** From that size, which nobody may have seen signed, to the checkpoint. */
  List<Hash> since(long oldSize, Checkpoint newest) throws IOException {
    TileHashes tiles =
        new TileHashes(newest.size(), path -> Files.readAllBytes(folder.resolve(path.toString())));
    Hash oldRoot = new ProofBuilder(tiles).root(oldSize);
    return reader.consistency(new Checkpoint(newest.origin(), oldSize, oldRoot), newest);
  }
}
