package dev.solvent.server.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How a kind of database is made to show one moment, row by row, and to change nothing. Each of
 * them reads within one transaction; what differs is how that is asked for.
 */
enum Dialect {
  /**
   * A cursor takes a transaction; READ COMMITTED would do for one SELECT, but not for functions.
   */
  POSTGRESQL("jdbc:postgresql:") {
    @Override
    void settle(Connection connection) throws SQLException {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
    }

    @Override
    void stop(Connection connection, Statement statement) throws SQLException {
      connection.abort(Runnable::run); // its cancel does nothing while a cursor fetches
    }
  },
  /** Opened read-only, so that a file of another name is an error and not a new database. */
  SQLITE("jdbc:sqlite:") {
    @Override
    void prepare(Properties properties, String url) {
      properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
    }

    @Override
    void settle(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
    }
  },
  /** It fetches nothing from elsewhere, not even its own extensions. */
  DUCKDB("jdbc:duckdb:") {
    @Override
    void prepare(Properties properties, String url) {
      properties.setProperty("jdbc_stream_results", "true");
      properties.setProperty("autoinstall_known_extensions", "false");
      if (!url.equals(prefix())) {
        properties.setProperty("duckdb.read_only", "true");
      }
    }

    @Override
    void settle(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
    }
  },
  OTHER("jdbc:") {
    @Override
    void settle(Connection connection) throws SQLException {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
    }
  };

  /** So many rows are in memory at a time. */
  private static final int FETCH_ROWS = 5_000;

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  final String prefix() {
    return prefix;
  }

  static Dialect of(String url) {
    for (Dialect dialect : values()) {
      if (url.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("address of another form, want jdbc:");
  }

  /** What is asked of the driver with the connection. */
  void prepare(Properties properties, String url) {}

  /** What is asked of the connection before the query. */
  abstract void settle(Connection connection) throws SQLException;

  /** Ends what another thread waits for. */
  void stop(Connection connection, Statement statement) throws SQLException {
    statement.cancel();
  }

  /** Connects to the database; closed again where that fails half-way. */
  final Connection connect(JdbcSource source) throws SQLException {
    Properties properties = new Properties();
    source.user().ifPresent(user -> properties.setProperty("user", user));
    source
        .password()
        .ifPresent(password -> properties.setProperty("password", password.exposeText()));
    prepare(properties, source.url());
    Connection connection = DriverManager.getConnection(source.url(), properties);
    try {
      settle(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }

  static Statement statement(Connection connection) throws SQLException {
    Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(FETCH_ROWS);
    return statement;
  }
}
