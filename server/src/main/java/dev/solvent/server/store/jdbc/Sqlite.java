package dev.solvent.server.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** A file that is there. It is never made by opening it. */
final class Sqlite implements Dialect {
  private static final int PATIENCE_MILLIS = 20_000;

  /** An extended code has the plain one in its lowest byte. */
  private static final int PLAIN_CODE = 0xff;

  private final Path file;
  private final @Nullable Object key;
  private final List<String> settings;

  Sqlite(Path file) throws IOException {
    this(file, List.of());
  }

  /** With further settings for each connection. */
  Sqlite(Path file, List<String> settings) throws IOException {
    this.file = file.toAbsolutePath();
    this.settings = List.copyOf(settings);
    key = keyOf(this.file);
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public String name() {
    return "database " + file;
  }

  @Override
  public Connection connect() throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(PATIENCE_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "PRAGMA fullfsync = 1"); // where fsync leaves bytes in the disk's own memory
      for (String setting : settings) {
        statement.execute(setting);
      }
      requireWal(statement);
      syncWal();
      requireSame();
      return connection;
    } catch (SQLException | IOException e) {
      connection.close();
      throw e;
    }
  }

  private void requireWal(Statement statement) throws SQLException, IOException {
    try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
      if (!mode.next() || !mode.getString(1).equals("wal")) {
        throw new IOException(name() + ": no write-ahead log here, want a local file system");
      }
    }
    try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      tables.next(); // the first read takes in what a writer left that died
    }
  }

  /**
   * What a writer left that died before its commit was on the disk can be read now, so it has to be
   * on the disk now. SQLite holds no lock on this file that closing it could lose.
   */
  private void syncWal() throws IOException {
    Path wal = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(wal)) {
      try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  @Override
  public boolean isUsable(Connection idle) throws IOException {
    requireSame();
    return true;
  }

  /** A file that was moved away or replaced goes on to take what is written, and nobody sees it. */
  private void requireSame() throws IOException {
    if (!Files.exists(file) || !Objects.equals(key, keyOf(file))) {
      throw new IOException(
          name() + ": not the file that was opened, want nobody to replace it while it is open");
    }
  }

  @Override
  public String beginRead() {
    return "BEGIN";
  }

  @Override
  public List<String> beginWrite() {
    return List.of("BEGIN IMMEDIATE");
  }

  @Override
  public String countTables() {
    return "SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table' AND name = ?";
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "text", "TEXT",
        "bytes", "BLOB",
        "integer", "INTEGER",
        "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
        "strict", "STRICT");
  }

  @Override
  public String inWords(SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & PLAIN_CODE);
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED -> "locked by another program for too long";
      case SQLITE_FULL -> "the disk is full; nothing was changed";
      case SQLITE_IOERR -> "the disk could not be read or written";
      case SQLITE_READONLY, SQLITE_PERM -> "may not be written by this user";
      case SQLITE_CANTOPEN -> "cannot be opened";
      case SQLITE_CORRUPT -> "damaged";
      case SQLITE_NOTADB -> "no file of SQLite";
      default -> "refused (" + code + ")";
    };
  }
}
