package dev.solvent.server.store.jdbc;

import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.program.UserError;
import dev.solvent.server.store.Alerts;
import dev.solvent.server.store.ApiTokens;
import dev.solvent.server.store.Epochs;
import dev.solvent.server.store.Revocations;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The store, in a file of SQLite or in a PostgreSQL. Any thread, any number of processes. */
public final class JdbcStore implements Store {
  private final Database database;

  private JdbcStore(Database database) {
    this.database = database;
  }

  /**
   * Makes a file and the tables in it.
   *
   * @throws UserError where the file is there
   */
  public static JdbcStore create(Path file) throws IOException {
    create(file, Migrations.all());
    return open(file);
  }

  static void create(Path file, Migrations migrations) throws IOException {
    NewFile.make(file, migrations::create);
  }

  /**
   * Makes the tables in a database that is there and empty.
   *
   * @throws UserError where the tables are there
   */
  public static JdbcStore create(PostgresAddress address) throws IOException {
    create(new Postgres(address), Migrations.all());
    return open(address);
  }

  static void create(Dialect dialect, Migrations migrations) throws IOException {
    try (Database database = new Database(dialect)) {
      migrations.create(database);
    }
  }

  /**
   * Opens a file, and brings its tables up to this program's version.
   *
   * @throws UserError where it is missing, another program's, or a newer one's
   */
  public static JdbcStore open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "database " + file + ": no such file",
          "solvent init makes one for a new exchange; where there was one, it knew what the log has"
              + " signed: find it, or restore a backup and read what that says of the log");
    }
    return open(new Sqlite(file), Migrations.all());
  }

  /** As {@link #open(Path)}. */
  public static JdbcStore open(PostgresAddress address) throws IOException {
    return open(new Postgres(address), Migrations.all());
  }

  static JdbcStore open(Dialect dialect, Migrations migrations) throws IOException {
    Database database = new Database(dialect);
    boolean good = false;
    try {
      migrations.upgrade(database);
      good = true;
      return new JdbcStore(database);
    } finally {
      if (!good) {
        database.close();
      }
    }
  }

  /**
   * Copies the file as it is now, while it is written to, and leaves out what logs have signed.
   *
   * @throws UserError where this is no file
   */
  public void copyWithoutLocks(Path target) throws IOException {
    if (!(database.dialect() instanceof Sqlite)) {
      throw new UserError(
          database.dialect().name() + " is no file that could be copied",
          "pg_dump --exclude-table-data=log_lock makes a backup of it");
    }
    database.alone("VACUUM INTO ?", target.toAbsolutePath());
    forgetLocks(target);
  }

  /**
   * Has a file that nobody uses forget what logs have signed: of a copy that is out of date, a log
   * would sign history anew.
   */
  public static void forgetLocks(Path file) throws IOException {
    try (Database copy = new Database(new Sqlite(file))) {
      copy.write(session -> session.update("DELETE FROM log_lock"));
      copy.alone("VACUUM"); // what was deleted is gone from the file too
    }
  }

  @Override
  public LockStore lock(String log) {
    return new JdbcLock(database, log);
  }

  @Override
  public Epochs epochs() {
    return new JdbcEpochs(database);
  }

  @Override
  public Revocations revocations() {
    return new JdbcRevocations(database);
  }

  @Override
  public ApiTokens tokens() {
    return new JdbcApiTokens(database);
  }

  @Override
  public Alerts alerts() {
    return new JdbcAlerts(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
