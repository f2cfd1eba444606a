package dev.solvent.server.store.jdbc;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Epochs;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The tables {@code epoch} and {@code trouble}. Any thread. */
final class JdbcEpochs implements Epochs {
  private static final String ALL =
      "SELECT number, as_of, step, since, sentence, remedy, needs_person, tries, last"
          + " FROM epoch LEFT JOIN trouble ON trouble.epoch = epoch.number";

  private final Database database;

  JdbcEpochs(Database database) {
    this.database = database;
  }

  private static EpochRecord epoch(Row row) throws SQLException, MalformedException {
    Optional<Trouble> trouble =
        row.has("tries")
            ? Optional.of(
                new Trouble(
                    row.text("sentence"),
                    row.text("remedy"),
                    row.truth("needs_person"),
                    row.count("tries"),
                    row.time("last")))
            : Optional.empty();
    return new EpochRecord(
        new Epoch(row.number("number")),
        row.time("as_of"),
        row.named(Step.class, "step"),
        row.time("since"),
        trouble);
  }

  @Override
  public Optional<EpochRecord> find(Epoch epoch) throws IOException {
    return database.read(
        session -> session.first(ALL + " WHERE number = ?", JdbcEpochs::epoch, epoch.number()));
  }

  @Override
  public List<EpochRecord> newest(int most) throws IOException {
    return database.read(
        session -> session.list(ALL + " ORDER BY number DESC LIMIT ?", JdbcEpochs::epoch, most));
  }

  /** The table's own two rules decide. */
  @Override
  public boolean begin(Epoch epoch, Timestamp asOf, Timestamp now) throws IOException {
    return database.write(session ->
        session.update(
            "INSERT INTO epoch (number, as_of, step, since) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            epoch.number(),
            asOf,
            Step.BEGUN,
            now))
        == 1;
  }

  @Override
  public boolean advance(Epoch epoch, Step from, Timestamp now) throws IOException {
    Step next =
        EnumSet.range(from, Step.PUBLISHED).stream()
            .skip(1)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("a step after PUBLISHED, want one before"));
    return database.write(session -> {
      int changed =
          session.update(
              "UPDATE epoch SET step = ?, since = ? WHERE number = ? AND step = ?",
              next,
              now,
              epoch.number(),
              from);
      if (changed == 1) {
        session.update("DELETE FROM trouble WHERE epoch = ?", epoch.number());
      }
      return changed == 1;
    });
  }

  @Override
  public void trouble(
      Epoch epoch, String sentence, String remedy, boolean needsPerson, Timestamp now)
      throws IOException {
    int noted =
        database.write(session ->
            session.update(
                "INSERT INTO trouble (epoch, sentence, remedy, needs_person, tries, last)"
                    + " SELECT number, ?, ?, ?, 1, ? FROM epoch WHERE number = ?"
                    + " ON CONFLICT (epoch) DO UPDATE SET tries ="
                    + " CASE WHEN trouble.sentence = excluded.sentence"
                    + " THEN trouble.tries + 1 ELSE 1 END,"
                    + " sentence = excluded.sentence, remedy = excluded.remedy,"
                    + " needs_person = excluded.needs_person, last = excluded.last",
                sentence,
                remedy,
                needsPerson,
                now,
                epoch.number()));
    if (noted == 0) {
      throw new IllegalArgumentException("trouble of epoch " + epoch + ", want one that is begun");
    }
  }

  @Override
  public boolean abandon(Epoch epoch) throws IOException {
    return database.write(session ->
        session.update(
            "DELETE FROM epoch WHERE number = ?"
                + " AND step IN ('BEGUN', 'SNAPSHOT', 'RESERVES', 'STATEMENT', 'SIGNED')",
            epoch.number()))
        == 1;
  }
}
