package dev.solvent.server.doctor;

import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Whether the database is one of ours, of this program's version, and whole. */
final class DatabaseExamination implements Examination {
  private final Premises premises;

  DatabaseExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "database";
  }

  @Override
  public List<Line> look() throws IOException {
    Path file = premises.data().database();
    List<String> problems = Files.exists(file) ? problems(file) : List.of();
    if (!problems.isEmpty()) {
      return List.of(
          Line.fail(
              about(),
              "damaged: " + problems.getFirst(),
              "stop publishing, keep this file, and read what restoring a backup says of the log"
                  + " before anything is signed"));
    }
    try (Store store = premises.publishing().openStore()) {
      boolean none = store.epochs().newest(1).isEmpty();
      return List.of(Line.ok(about(), "opens, and is whole" + (none ? "; no epoch yet" : "")));
    }
  }

  /** In SQLite's own words, which hold no row's content. */
  private static List<String> problems(Path file) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    List<String> problems = new ArrayList<>();
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(5)")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          problems.add(rows.getString(1).replace('\n', ' '));
        }
      }
    } catch (SQLException e) {
      throw new IOException("database " + file + ": cannot be checked: " + e.getMessage(), e);
    }
    return problems;
  }
}
