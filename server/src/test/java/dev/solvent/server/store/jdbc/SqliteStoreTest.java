package dev.solvent.server.store.jdbc;

import dev.solvent.server.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In a file. */
final class SqliteStoreTest extends StoreContract {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("sol vent?%.db");
  }

  @Override
  Store make() throws Exception {
    return JdbcStore.create(file());
  }

  @Override
  Store again() throws Exception {
    return JdbcStore.open(file());
  }
}
