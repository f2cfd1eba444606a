package dev.solvent.server.store.jdbc;

import dev.solvent.merkle.MalformedException;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Transactions: each is done for good, or not at all and then an {@link IOException} says why. Any
 * thread.
 */
final class Database implements Closeable {
  private final Dialect dialect;
  private final Connections connections;

  /** The writers of this program wait here, in their order, and not with a connection in hand. */
  private final Semaphore writing = new Semaphore(1, true);

  Database(Dialect dialect) {
    this.dialect = dialect;
    connections = new Connections(dialect);
  }

  /** What is done in a transaction; whatever it throws undoes it. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException, MalformedException;
  }

  Dialect dialect() {
    return dialect;
  }

  <T> T read(Work<T> work) throws IOException {
    return run(List.of(dialect.beginRead()), work);
  }

  <T> T write(Work<T> work) throws IOException {
    Connections.acquire(writing, dialect);
    try {
      return run(dialect.beginWrite(), work);
    } finally {
      writing.release();
    }
  }

  /** Outside of a transaction, for a statement that takes care of itself. */
  void alone(String sql, Object... values) throws IOException {
    run(
        List.of(),
        session -> {
          session.update(sql, values);
          return true;
        });
  }

  private <T> T run(List<String> begin, Work<T> work) throws IOException {
    try {
      Connection connection = connections.take();
      boolean done = false;
      try {
        Session session = new Session(connection);
        for (String statement : begin) {
          session.run(statement);
        }
        T result = work.in(session);
        if (!begin.isEmpty()) {
          session.run("COMMIT");
        }
        done = true;
        return result;
      } finally {
        connections.giveBack(connection, done);
      }
    } catch (SQLException e) {
      throw new IOException(dialect.name() + ": " + dialect.inWords(e), e);
    } catch (MalformedException e) {
      throw new IOException(dialect.name() + ": a row that was not written here", e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
