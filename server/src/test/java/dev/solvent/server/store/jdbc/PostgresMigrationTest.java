package dev.solvent.server.store.jdbc;

import org.junit.jupiter.api.BeforeAll;

/** In a PostgreSQL. */
final class PostgresMigrationTest extends MigrationContract {
  private static PostgresServer server;

  private PostgresAddress address;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.shared();
  }

  @Override
  void make(Migrations migrations) throws Exception {
    address = server.newDatabase();
    JdbcStore.create(there(), migrations);
  }

  @Override
  Dialect there() {
    return new Postgres(address);
  }

  @Override
  Dialect empty() throws Exception {
    return new Postgres(server.newDatabase());
  }
}
