package dev.solvent.server.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What SQLite and PostgreSQL do differently. Immutable: any thread. */
sealed interface Dialect permits Sqlite, Postgres {
  /** How the database is called before people, without a password. */
  String name();

  /** A new connection, in which each statement is a transaction until one is begun. */
  Connection connect() throws SQLException, IOException;

  /** Whether a connection that was idle still leads to the database. */
  boolean isUsable(Connection idle) throws SQLException, IOException;

  /** Begins a transaction that sees one state of the database throughout. */
  String beginRead();

  /** Begins a transaction before which every other writer waits. */
  List<String> beginWrite();

  /** How many tables of that name there are. */
  String countTables();

  /** The words for which {@code {text}} and its like stand in a migration. */
  Map<String, String> words();

  /** What happened, without anything that is stored. */
  String inWords(SQLException e);
}
