package dev.solvent.server.publish;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogReader;
import dev.solvent.attest.log.store.LogRefusedException;
import java.io.IOException;

/** The newest checkpoint of a log's folder that its floor of witnesses cosigned. */
final class Published {
  private Published() {}

  static SignedCheckpoint checkpoint(LogReader reader) throws IOException {
    try {
      return reader
          .published()
          .orElseThrow(() -> new IOException("no checkpoint is cosigned yet, want the first one"));
    } catch (LogRefusedException e) {
      throw new IOException("the log's checkpoint: " + e.getMessage(), e);
    }
  }
}
