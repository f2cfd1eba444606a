package dev.solvent.server.store.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.store.Revocations;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table {@code revocation}. Any thread. */
final class JdbcRevocations implements Revocations {
  private final Database database;

  JdbcRevocations(Database database) {
    this.database = database;
  }

  @Override
  public Generations in(Epoch epoch) throws IOException {
    return database.read(session -> {
      Map<AccountId, Integer> generations = new HashMap<>();
      session.list(
          "SELECT account, count(*) AS generation FROM revocation WHERE from_epoch <= ?"
              + " GROUP BY account",
          row -> generations.put(AccountId.parse(row.text("account")), row.count("generation")),
          epoch.number());
      return new Generations(generations);
    });
  }

  @Override
  public int revoke(AccountId account, Epoch from) throws IOException {
    return database.write(session -> {
      if (!isRevoked(session, account, from)) {
        refuseBegun(session, from);
        session.update(
            "INSERT INTO revocation (account, from_epoch) VALUES (?, ?)", account, from.number());
      }
      return session
          .list(
              "SELECT count(*) AS generation FROM revocation WHERE account = ? AND from_epoch <= ?",
              row -> row.count("generation"),
              account,
              from.number())
          .getFirst();
    });
  }

  private static boolean isRevoked(Session session, AccountId account, Epoch from)
      throws SQLException, MalformedException {
    return session
        .first(
            "SELECT account FROM revocation WHERE account = ? AND from_epoch = ?",
            row -> row.text("account"),
            account,
            from.number())
        .isPresent();
  }

  /** A begun epoch's trees may be built, with keys of the generations as they were. */
  private static void refuseBegun(Session session, Epoch from)
      throws SQLException, MalformedException {
    Optional<Long> newest =
        session.first(
            "SELECT number FROM epoch WHERE number >= ? ORDER BY number DESC LIMIT 1",
            row -> row.number("number"),
            from.number());
    if (newest.isPresent()) {
      throw new UserError(
          "revocation from epoch " + from + ", and epoch " + newest.get() + " is begun",
          "revoke from epoch " + (newest.get() + 1) + " on");
    }
  }
}
