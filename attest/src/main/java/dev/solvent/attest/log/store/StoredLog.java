package dev.solvent.attest.log.store;

import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A log's files in a folder, to be read. */
public final class StoredLog {
  private StoredLog() {}

  public static LogReader reader(Path folder) {
    return new LogReader(open(folder)::read);
  }

  /** The checkpoint that is published there, if there is one. */
  public static Optional<SignedCheckpoint> published(Path folder)
      throws IOException, LogRefusedException {
    return open(folder).published();
  }

  private static LogFolder open(Path folder) {
    return new LogFolder(new RealDisk(), folder);
  }
}
