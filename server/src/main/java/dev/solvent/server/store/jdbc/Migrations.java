package dev.solvent.server.store.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the tables came to be: numbered texts, each applied once, in one transaction. A text that was
 * applied anywhere never changes; what is to be different comes in the next one. Immutable: any
 * thread.
 */
final class Migrations {
  private static final List<String> NAMES = List.of("V1.sql", "V2.sql");
  private static final String TABLE = "applied_migration";

  private final List<String> texts;

  private Migrations(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  static Migrations all() throws IOException {
    return upTo(NAMES.size());
  }

  /** As a program knew them that was older. */
  static Migrations upTo(int version) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : NAMES.subList(0, version)) {
      texts.add(resource(name));
    }
    return new Migrations(texts);
  }

  static Migrations of(List<String> texts) {
    return new Migrations(texts);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<String> texts() {
    return texts;
  }

  private static Hash checksum(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes the tables where there are none. */
  void create(Database database) throws IOException {
    database.write(session -> {
      if (isThere(session, database.dialect())) {
        throw new UserError(
            database.dialect().name() + " is there already, want none",
            "it knows what the log has signed: use it, or choose another place");
      }
      session.run(
          substitute(
              "CREATE TABLE "
                  + TABLE
                  + " (version {integer} NOT NULL PRIMARY KEY, sha256 {text} NOT NULL) {strict}",
              database.dialect()));
      return applyNext(session, database.dialect(), 0);
    });
    upgrade(database);
  }

  /** Applies what is missing, or refuses a database that is not as this program knows it. */
  void upgrade(Database database) throws IOException {
    Dialect dialect = database.dialect();
    int applied = database.read(session -> checked(session, dialect));
    while (applied < texts.size()) {
      applied = database.write(session -> applyNext(session, dialect, checked(session, dialect)));
    }
  }

  private static boolean isThere(Session session, Dialect dialect)
      throws SQLException, MalformedException {
    return session.list(dialect.countTables(), row -> row.count("count"), TABLE).getFirst() > 0;
  }

  private int checked(Session session, Dialect dialect) throws SQLException, MalformedException {
    if (!isThere(session, dialect)) {
      throw new UserError(
          dialect.name() + " is not one of Solvent", "solvent init makes one, in an empty place");
    }
    List<Hash> applied =
        session.list(
            "SELECT sha256 FROM " + TABLE + " ORDER BY version",
            row -> Hash.parse(row.text("sha256")));
    if (applied.size() > texts.size()) {
      throw new UserError(
          dialect.name() + " of version " + applied.size() + ", want at most " + texts.size(),
          "a newer program wrote it: run that one");
    }
    for (int i = 0; i < applied.size(); i++) {
      if (!applied.get(i).equals(checksum(texts.get(i)))) {
        throw new UserError(
            dialect.name() + ": another migration " + (i + 1) + " was applied than this program's",
            "run the program that made it; a migration is never changed");
      }
    }
    return applied.size();
  }

  /** Applies the migration after {@code applied}, if there is one. */
  private int applyNext(Session session, Dialect dialect, int applied) throws SQLException {
    if (applied == texts.size()) {
      return applied;
    }
    String text = texts.get(applied);
    for (String statement : substitute(text, dialect).split(";\\s*\n", -1)) {
      if (!statement.isBlank()) {
        session.run(statement);
      }
    }
    session.update(
        "INSERT INTO " + TABLE + " (version, sha256) VALUES (?, ?)", applied + 1, checksum(text));
    return applied + 1;
  }

  private static String substitute(String text, Dialect dialect) {
    String result = text;
    for (Map.Entry<String, String> word : dialect.words().entrySet()) {
      result = result.replace("{" + word.getKey() + "}", word.getValue());
    }
    return result;
  }
}
