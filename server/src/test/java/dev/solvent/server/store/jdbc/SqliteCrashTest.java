package dev.solvent.server.store.jdbc;

import dev.solvent.server.store.Store;
import java.nio.file.Path;

/** In a file. */
final class SqliteCrashTest extends CrashContract {
  private Path file() {
    return folder.resolve("solvent.db");
  }

  @Override
  void make() throws Exception {
    JdbcStore.create(file()).close();
  }

  @Override
  Store open() throws Exception {
    return JdbcStore.open(file());
  }

  @Override
  String[] where() {
    return new String[] {"file", file().toString()};
  }
}
