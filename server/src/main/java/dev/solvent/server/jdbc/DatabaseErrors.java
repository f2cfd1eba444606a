package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.sql.SQLException;

/** Tells what a database said: its first line, and never the password. */
final class DatabaseErrors {
  private final JdbcSource source;

  DatabaseErrors(JdbcSource source) {
    this.source = source;
  }

  /** Before there was a row. */
  UserError atStart(SQLException e) {
    String hint =
        "08001".equals(e.getSQLState())
                && String.valueOf(e.getMessage()).contains("suitable driver")
            ? "the drivers that come with solvent are those of PostgreSQL, SQLite and DuckDB"
            : "look at the address, the user, the password and the query";
    return new UserError(inWords(e), hint);
  }

  /** Among the rows. */
  IOException midway(SQLException e, long row) {
    return new IOException(inWords(e) + ", after row " + row);
  }

  private String inWords(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String shown =
        source.url().equals(source.name()) ? message : message.replace(source.url(), source.name());
    String safe =
        source.password().map(secret -> shown.replace(secret.exposeText(), "***")).orElse(shown);
    return source.name() + ": " + safe + state(e);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null || e.getSQLState().isEmpty()
        ? ""
        : " (SQLSTATE " + e.getSQLState() + ")";
  }
}
