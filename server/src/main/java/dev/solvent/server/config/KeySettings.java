package dev.solvent.server.config;

import dev.solvent.attest.keys.PasswordSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys that publishing uses are kept. None is opened by reading this.
 *
 * @param master the file of the master secret
 * @param statement those that sign a statement, each of them
 * @param receipt absent where no receipts are given
 */
public record KeySettings(Path master, List<Place> statement, Place log, Optional<Place> receipt) {
  public KeySettings {
    statement = List.copyOf(statement);
  }

  /** Where one key is. */
  public sealed interface Place {
    /** A key file, docs/spec/keys.md. */
    record InFile(Path file, PasswordSource password) implements Place {}

    /** A device behind PKCS#11. */
    record InDevice(Path library, int slot, String label, PasswordSource pin) implements Place {}
  }
}
