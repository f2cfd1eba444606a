package dev.solvent.server.store.jdbc;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code api_token}. Any thread. */
final class JdbcApiTokens implements ApiTokens {
  private static final String ALL = "SELECT id, name, scopes, created, revoked FROM api_token";

  private final Database database;

  JdbcApiTokens(Database database) {
    this.database = database;
  }

  private static ApiToken token(Row row) throws SQLException, MalformedException {
    return new ApiToken(
        row.text("id"),
        row.text("name"),
        scopes(row.text("scopes")),
        row.time("created"),
        row.optionalTime("revoked"));
  }

  private static Set<Scope> scopes(String text) throws MalformedException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      try {
        scopes.add(Scope.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw new MalformedException("scope of another name, want a known one", e);
      }
    }
    return scopes;
  }

  @Override
  public void add(ApiToken token, Hash hash) throws IOException {
    String scopes =
        token.scopes().stream().sorted().map(Scope::name).collect(Collectors.joining(" "));
    int added =
        database.write(session ->
            session.update(
                "INSERT INTO api_token (id, hash, name, scopes, created, revoked)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                token.id(),
                hash.toBytes(),
                token.name(),
                scopes,
                token.created(),
                token.revoked().orElse(null)));
    if (added == 0) {
      throw new IllegalArgumentException("token " + token.id() + " a second time, want it new");
    }
  }

  /** What the search's time may tell is of the hash, and nobody gets from there to the token. */
  @Override
  public Optional<ApiToken> find(Hash hash) throws IOException {
    return database.read(
        session -> session.first(ALL + " WHERE hash = ?", JdbcApiTokens::token, hash.toBytes()));
  }

  @Override
  public List<ApiToken> all() throws IOException {
    return database.read(
        session -> session.list(ALL + " ORDER BY created, id", JdbcApiTokens::token));
  }

  @Override
  public boolean revoke(String id, Timestamp now) throws IOException {
    return database.write(session ->
        session.update(
            "UPDATE api_token SET revoked = ? WHERE id = ? AND revoked IS NULL", now, id))
        == 1;
  }
}
