package dev.solvent.server.store.jdbc;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Alerts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables {@code alert} and {@code delivery}. Any thread. */
final class JdbcAlerts implements Alerts {
  private static final String STANDING =
      "SELECT kind, subject, sentence, since FROM alert ORDER BY since, kind, subject";

  private final Database database;

  JdbcAlerts(Database database) {
    this.database = database;
  }

  /** What makes two alerts the same one. */
  private record About(Alert.Kind kind, String subject) {
    static About of(Alert alert) {
      return new About(alert.kind(), alert.subject());
    }
  }

  private static Alert alert(Row row) throws SQLException, MalformedException {
    return new Alert(
        row.named(Alert.Kind.class, "kind"),
        row.text("subject"),
        row.text("sentence"),
        row.time("since"));
  }

  private static Delivery delivery(Row row) throws SQLException, MalformedException {
    Change change = new Change(alert(row), row.truth("raised"), row.time("at"));
    return new Delivery(row.number("id"), row.text("webhook"), change, row.count("tries"));
  }

  @Override
  public List<Alert> standing() throws IOException {
    return database.read(session -> session.list(STANDING, JdbcAlerts::alert));
  }

  @Override
  public List<Change> replace(Collection<Alert> now, Set<String> webhooks, Timestamp at)
      throws IOException {
    Map<About, Alert> wanted = byAbout(now);
    if (wanted.size() != now.size()) {
      throw new IllegalArgumentException("two alerts of one kind and subject, want one");
    }
    return database.write(session -> {
      List<Change> changes = change(session, wanted, at);
      for (Change change : changes) {
        for (String webhook : new TreeSet<>(webhooks)) {
          putBefore(webhook, change, session);
        }
      }
      return changes;
    });
  }

  private static Map<About, Alert> byAbout(Collection<Alert> alerts) {
    Map<About, Alert> map = new LinkedHashMap<>();
    alerts.forEach(alert -> map.put(About.of(alert), alert));
    return map;
  }

  private static List<Change> change(Session session, Map<About, Alert> wanted, Timestamp at)
      throws SQLException, MalformedException {
    Map<About, Alert> old = byAbout(session.list(STANDING, JdbcAlerts::alert));
    List<Change> changes = new ArrayList<>();
    for (Alert gone : old.values()) {
      if (!wanted.containsKey(About.of(gone))) {
        session.update(
            "DELETE FROM alert WHERE kind = ? AND subject = ?", gone.kind(), gone.subject());
        changes.add(new Change(gone, false, at));
      }
    }
    for (Alert alert : wanted.values()) {
      if (old.containsKey(About.of(alert))) {
        session.update(
            "UPDATE alert SET sentence = ? WHERE kind = ? AND subject = ?",
            alert.sentence(),
            alert.kind(),
            alert.subject());
      } else {
        session.update(
            "INSERT INTO alert (kind, subject, sentence, since) VALUES (?, ?, ?, ?)",
            alert.kind(),
            alert.subject(),
            alert.sentence(),
            alert.since());
        changes.add(new Change(alert, true, at));
      }
    }
    return changes;
  }

  private static void putBefore(String webhook, Change change, Session session)
      throws SQLException {
    session.update(
        "INSERT INTO delivery (webhook, kind, subject, sentence, since, raised, at, tries, next)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
        webhook,
        change.alert().kind(),
        change.alert().subject(),
        change.alert().sentence(),
        change.alert().since(),
        change.raised(),
        change.at(),
        change.at());
  }

  @Override
  public List<Delivery> due(Timestamp now, int most) throws IOException {
    return database.read(session ->
        session.list(
            "SELECT id, webhook, kind, subject, sentence, since, raised, at, tries FROM delivery"
                + " WHERE next <= ? ORDER BY id LIMIT ?",
            JdbcAlerts::delivery,
            now,
            most));
  }

  @Override
  public void delivered(long id) throws IOException {
    database.write(session -> session.update("DELETE FROM delivery WHERE id = ?", id));
  }

  @Override
  public void postpone(long id, Timestamp until) throws IOException {
    database.write(session ->
        session.update("UPDATE delivery SET tries = tries + 1, next = ? WHERE id = ?", until, id));
  }
}
