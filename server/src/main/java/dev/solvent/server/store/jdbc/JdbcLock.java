package dev.solvent.server.store.jdbc;

import dev.solvent.attest.log.store.LockStore;
import java.io.IOException;

/** One log's row. Any thread, any number of processes. */
final class JdbcLock implements LockStore {
  private final Database database;
  private final String origin;

  JdbcLock(Database database, String origin) {
    this.database = database;
    this.origin = origin;
  }

  @Override
  public byte[] read() throws IOException {
    return database.read(session ->
        session
            .first("SELECT state FROM log_lock WHERE origin = ?", row -> row.bytes("state"), origin)
            .orElse(new byte[0]));
  }

  @Override
  public boolean compareAndSwap(byte[] expected, byte[] next) throws IOException {
    if (next.length == 0) {
      throw new IllegalArgumentException("no bytes, want a value that can be told from none");
    }
    int changed =
        database.write(session ->
            expected.length == 0
                ? session.update(
                    "INSERT INTO log_lock (origin, state) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    origin,
                    next)
                : session.update(
                    "UPDATE log_lock SET state = ? WHERE origin = ? AND state = ?",
                    next,
                    origin,
                    expected));
    return changed == 1;
  }
}
