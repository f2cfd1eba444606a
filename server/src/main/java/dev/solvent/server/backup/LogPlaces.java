package dev.solvent.server.backup;

import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;

/** How the command comes from the operator's settings to the log. */
@FunctionalInterface
public interface LogPlaces {
  /** Opens the store of these settings; the caller closes it. */
  Place open(Path settings) throws IOException;

  /**
   * What the log is made of.
   *
   * @param log whose lock is the store's
   */
  record Place(LogSettings log, Store store) {}
}
