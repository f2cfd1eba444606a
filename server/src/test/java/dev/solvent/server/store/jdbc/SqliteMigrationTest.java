package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.signature.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a file. */
final class SqliteMigrationTest extends MigrationContract {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("solvent.db");
  }

  @Override
  void make(Migrations migrations) throws Exception {
    JdbcStore.create(file(), migrations);
  }

  @Override
  Dialect there() throws Exception {
    return new Sqlite(file());
  }

  @Override
  Dialect empty() throws Exception {
    return new Sqlite(Files.createFile(folder.resolve("empty.db")));
  }

  /** Databases are out there to which these were applied. A new one gets a new line. */
  @Test
  void migrations_neverChange() throws Exception {
    assertEquals(
        List.of(
            "26fcf4b6819ae3e7610c3119768ad348ffd70475fe43f1ad7830e582105a55df",
            "7b8a0f8dcf2895425bcad595b76821338a6116e1f30cc747e43d06a0635957da"),
        Migrations.all().texts().stream()
            .map(text -> Digests.sha256(text.getBytes(StandardCharsets.UTF_8)).toString())
            .toList());
  }
}
