package dev.solvent.server.store.jdbc;

import dev.solvent.server.store.Store;
import org.junit.jupiter.api.BeforeAll;

/** In a PostgreSQL. */
final class PostgresStoreTest extends StoreContract {
  private static PostgresServer server;

  private PostgresAddress address;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.shared();
  }

  @Override
  Store make() throws Exception {
    address = server.newDatabase();
    return JdbcStore.create(address);
  }

  @Override
  Store again() throws Exception {
    return JdbcStore.open(address);
  }
}
