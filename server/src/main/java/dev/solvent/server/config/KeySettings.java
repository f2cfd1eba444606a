package dev.solvent.server.config;

import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.attest.keys.PrivateFile;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private static final int MAX_MASTER = 256;

  public KeySettings {
    statement = List.copyOf(statement);
  }

  /** Opens the master secret, which is for its owner alone. */
  public MasterSecret readMaster() throws IOException {
    byte[] bytes = PrivateFile.read(master, MAX_MASTER);
    try {
      return MasterSecret.parse(new String(bytes, StandardCharsets.US_ASCII).stripTrailing());
    } catch (MalformedException e) {
      throw new IOException(master + ": " + e.getMessage(), e);
    }
  }

  /** Where one key is. */
  public sealed interface Place {
    /** A key file, docs/spec/keys.md. */
    record InFile(Path file, PasswordSource password) implements Place {}

    /** A device behind PKCS#11. */
    record InDevice(Path library, int slot, String label, PasswordSource pin) implements Place {}
  }
}
