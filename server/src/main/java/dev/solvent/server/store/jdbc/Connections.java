package dev.solvent.server.store.jdbc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few connections, each to one thread at a time. Any thread. */
final class Connections implements Closeable {
  private static final int MOST = 6;
  private static final int PATIENCE_SECONDS = 30;

  private final Dialect dialect;
  private final Semaphore free = new Semaphore(MOST, true);

  /** Guarded by itself, as is closed. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private boolean closed;

  Connections(Dialect dialect) {
    this.dialect = dialect;
  }

  Connection take() throws SQLException, IOException {
    acquire(free, dialect);
    boolean taken = false;
    try {
      Connection connection = usable();
      taken = true;
      return connection;
    } finally {
      if (!taken) {
        free.release();
      }
    }
  }

  /** Waits for its turn, though not for ever. */
  static void acquire(Semaphore turn, Dialect dialect) throws IOException {
    try {
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(dialect.name() + ": busy for too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(dialect.name() + ": interrupted while waiting for it");
    }
  }

  private Connection usable() throws SQLException, IOException {
    for (Connection old = poll(); old != null; old = poll()) {
      boolean usable = false;
      try {
        usable = dialect.isUsable(old);
      } finally {
        if (!usable) {
          closeQuietly(old);
        }
      }
      if (usable) {
        return old;
      }
    }
    return dialect.connect();
  }

  private @Nullable Connection poll() throws IOException {
    synchronized (idle) {
      if (closed) {
        throw new IOException(dialect.name() + ": closed");
      }
      return idle.pollFirst();
    }
  }

  /** Takes a connection back; one that failed is closed, which undoes what it had begun. */
  void giveBack(Connection connection, boolean good) {
    boolean kept = false;
    synchronized (idle) {
      if (good && !closed) {
        idle.addFirst(connection);
        kept = true;
      }
    }
    if (!kept) {
      closeQuietly(connection);
    }
    free.release();
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // it was of no more use, and the database undoes what is not committed
    }
  }

  /** Those in use are closed when they are given back. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Connections::closeQuietly);
      idle.clear();
    }
  }
}
