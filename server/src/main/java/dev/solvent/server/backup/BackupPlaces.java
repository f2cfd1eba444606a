package dev.solvent.server.backup;

import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How the command comes from the operator's settings to what it backs up. */
@FunctionalInterface
public interface BackupPlaces {
  /** Opens the place that these settings speak of; the caller closes the store. */
  Place open(Path settings) throws IOException;

  /**
   * What is backed up.
   *
   * @param ownership the folder of the owners' signatures, where there is one
   */
  record Place(DataFolder data, JdbcStore store, Optional<Path> ownership) {}
}
