package dev.solvent.server.store.jdbc;

import dev.solvent.server.store.Store;
import org.junit.jupiter.api.BeforeAll;

/** In a PostgreSQL. */
final class PostgresCrashTest extends CrashContract {
  private static PostgresServer server;

  private PostgresAddress address;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.shared();
  }

  @Override
  void make() throws Exception {
    address = server.newDatabase();
    JdbcStore.create(address).close();
  }

  @Override
  Store open() throws Exception {
    return JdbcStore.open(address);
  }

  @Override
  String[] where() {
    return new String[] {"postgres", address.url()};
  }
}
