package dev.solvent.server.store.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A schema of a PostgreSQL server: the first one of the user's search path. */
final class Postgres implements Dialect {
  /** Any number that others hardly take; whoever holds it writes. */
  private static final long WRITER = 0x736f6c76656e74L;

  private static final int ALIVE_SECONDS = 5;

  private final PostgresAddress address;

  Postgres(PostgresAddress address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "database " + address;
  }

  /** By the settings' names: the driver's own classes speak of annotations that nobody has here. */
  @Override
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    address
        .password()
        .ifPresent(password -> properties.setProperty("password", password.exposeText()));
    properties.setProperty("ApplicationName", "solvent");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("logServerErrorDetail", "false"); // it repeats rows
    Connection connection = DriverManager.getConnection(address.url(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '20s'");
      statement.execute("SET synchronous_commit = on"); // whatever the server's settings say
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public boolean isUsable(Connection idle) throws SQLException {
    return idle.isValid(ALIVE_SECONDS);
  }

  @Override
  public String beginRead() {
    return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  }

  /** Statements after the lock see what its holder before committed. */
  @Override
  public List<String> beginWrite() {
    return List.of(
        "BEGIN ISOLATION LEVEL READ COMMITTED", "SELECT pg_advisory_xact_lock(" + WRITER + ")");
  }

  @Override
  public String countTables() {
    return "SELECT count(*) AS count FROM information_schema.tables"
        + " WHERE table_schema = current_schema() AND table_name = ?";
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "text", "TEXT COLLATE \"C\"",
        "bytes", "BYTEA",
        "integer", "BIGINT",
        "identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "strict", "");
  }

  @Override
  public String inWords(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28000", "28P01" -> "the user or the password is refused";
      case "3D000" -> "there is no such database";
      case "42501" -> "the user may not do that";
      case "53100" -> "the disk is full; nothing was changed";
      case "53300" -> "too many connections";
      case "55P03", "40P01" -> "locked by another program for too long";
      case "57P01", "57P02", "57P03" -> "the server is stopping or starting";
      default ->
          state.startsWith("08")
              ? "no connection, or it is gone"
              : "refused (SQLSTATE " + state + ")";
    };
  }
}
