package dev.solvent.server.publish;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.StoredLog;
import java.io.IOException;
import java.nio.file.Path;

/** The newest checkpoint of a log's folder that its floor of witnesses cosigned. */
final class Published {
  private Published() {}

  static SignedCheckpoint checkpoint(Path log) throws IOException {
    try {
      return StoredLog.published(log)
          .orElseThrow(() -> new IOException("no checkpoint is cosigned yet, want the first one"));
    } catch (LogRefusedException e) {
      throw new IOException("the log's checkpoint: " + e.getMessage(), e);
    }
  }
}
