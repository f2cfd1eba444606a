package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a PostgreSQL, and how it is told: never with the password. */
final class PostgresFaultTest {
  private static final String SECRET = "the-wrong-password";

  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void end() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static void says(String part, Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    assertTrue(String.valueOf(thrown.getMessage()).contains(part), all.toString());
    assertFalse(all.toString().contains(SECRET), all.toString());
    assertFalse(all.toString().contains(PostgresServer.PASSWORD), all.toString());
  }

  private static IOException refused(PostgresAddress address) {
    return assertThrows(IOException.class, () -> JdbcStore.open(address));
  }

  @Test
  void wrongPassword_database_orPort_isTold() throws Exception {
    PostgresAddress wrong =
        PostgresAddress.parse(
            server.url("postgres"), PostgresServer.USER, Optional.of(new SecretText(SECRET)));
    says("the user or the password is refused", refused(wrong));
    says("there is no such database", refused(server.databaseOf("none")));
    PostgresAddress away =
        PostgresAddress.parse(
            "jdbc:postgresql://127.0.0.1:1/solvent", "me", Optional.of(new SecretText(SECRET)));
    says("database PostgreSQL 127.0.0.1:1/solvent: no connection, or it is gone", refused(away));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/solvent?password=" + SECRET,
        "jdbc:postgresql://127.0.0.1:5432/solvent?user=" + SECRET,
        "jdbc:postgresql://me:" + SECRET + "@127.0.0.1:5432/solvent",
        "jdbc:postgresql://me:" + SECRET + "@127.0.0.1/solvent",
        "jdbc:mysql://127.0.0.1/" + SECRET,
        "postgresql://127.0.0.1/" + SECRET
      })
  void addressWithASecret_orOfAnother_isRefusedWithoutIt(String url) {
    says(
        "want jdbc:postgresql://",
        assertThrows(
            MalformedException.class, () -> PostgresAddress.parse(url, "me", Optional.empty())));
  }

  @Test
  void serverThatIsGone_isTold_andUsedAgainWhenItIsBack() throws Exception {
    PostgresAddress address = server.newDatabase();
    try (Store store = JdbcStore.create(address)) {
      assertTrue(store.lock("log").compareAndSwap(new byte[0], new byte[] {1}));
      server.stop();
      says(
          "no connection, or it is gone",
          assertThrows(IOException.class, () -> store.lock("log").read()));
      says(
          "no connection, or it is gone",
          assertThrows(
              IOException.class,
              () -> store.lock("log").compareAndSwap(new byte[] {1}, new byte[] {2})));
      server.startAgain();
      assertArrayEquals(new byte[] {1}, store.lock("log").read());
      assertTrue(store.lock("log").compareAndSwap(new byte[] {1}, new byte[] {2}));
    }
  }

  @Test
  void commits_areOnTheDisk_whateverTheServersSettingsSay() throws Exception {
    PostgresAddress address = server.newDatabase();
    JdbcStore.create(address).close();
    try (Database database = new Database(new Postgres(address))) {
      database.write(session -> {
        session.run("ALTER ROLE " + PostgresServer.USER + " SET synchronous_commit = off");
        return 0;
      });
    }
    try (Database database = new Database(new Postgres(address))) {
      assertEquals(
          "on",
          database
              .read(session ->
                  session.list("SHOW synchronous_commit", row -> row.text("synchronous_commit")))
              .getFirst());
    }
  }

  @Test
  void uniqueRowOfAnError_isNotInIt() throws Exception {
    PostgresAddress address = server.newDatabase();
    JdbcStore.create(address).close();
    try (Database database = new Database(new Postgres(address))) {
      String insert =
          "INSERT INTO revocation (account, from_epoch) VALUES ('" + SECRET + "@example', 1)";
      database.write(session -> session.update(insert));
      says(
          "refused (SQLSTATE 23505)",
          assertThrows(IOException.class, () -> database.write(s -> s.update(insert))));
    }
  }
}
