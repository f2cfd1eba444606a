package dev.solvent.server.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a server does: others write meanwhile, it is slow, it goes away, it asks who is there.
 */
@Timeout(30)
class PostgresBookTest {
  private static final List<Asset> BTC = SampleBook.assets("BTC:8");
  private static final CsvOptions UNITS = CsvOptions.of(BTC).withAmounts(Amounts.UNITS);

  private static @Nullable OwnPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> bin = OwnPostgres.installed();
    assumeTrue(bin.isPresent(), "no PostgreSQL installed: apt-get install postgresql");
    server = OwnPostgres.start(bin.get());
    server.askForPasswords();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static OwnPostgres server() {
    return Objects.requireNonNull(server);
  }

  private static JdbcSource source(String query) {
    return JdbcSource.of(
        server().url(),
        query,
        Optional.of(OwnPostgres.USER),
        Optional.of(new SecretText(OwnPostgres.PASSWORD)));
  }

  /** Sums a book of one asset, row by row. */
  private static final class Sum implements RowSink {
    private long rows;
    private long units;

    @Override
    public void row(Row row) {
      rows++;
      units += row.positions == 0 ? 0 : row.low[0];
    }

    @Override
    public void excluded(int asset, long high, long low) {}

    @Override
    public void problem(Problem problem) {
      throw new AssertionError(problem);
    }
  }

  @Test
  void whatOthersWriteMeanwhile_doesNotShow() throws Exception {
    try (Connection admin = server().admin()) {
      admin
          .createStatement()
          .execute(
              "CREATE TABLE moving AS SELECT 'c' || i AS account, 1 AS \"BTC\""
                  + " FROM generate_series(1, 200000) i");
      Sum sum = new Sum();
      try (Book book = source("SELECT * FROM moving").open(UNITS)) {
        Book.Batch first = book.next();
        admin.createStatement().execute("UPDATE moving SET \"BTC\" = 5");
        admin.createStatement().execute("INSERT INTO moving VALUES ('new', 9)");
        for (Book.Batch batch = first; batch != null; batch = book.next()) {
          batch.read(sum);
        }
      }
      assertEquals(200_000, sum.rows);
      assertEquals(200_000, sum.units);
    }
  }

  @Test
  void connectionLostMidway_leavesNoTree() throws Exception {
    String endless = "SELECT 'c' || i AS account, 1 AS \"BTC\" FROM generate_series(1, 3000000) i";
    try (Connection admin = server().admin();
        Book book = source(endless).open(UNITS)) {
      admin
          .createStatement()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
      IOException e =
          assertThrows(IOException.class, () -> SampleBook.build(book, folder.resolve("trees")));
      assertTrue(e.getMessage().startsWith("jdbc:postgresql://127.0.0.1"), e.getMessage());
      assertTrue(e.getMessage().contains("after row "), e.getMessage());
    }
    assertTrue(isEmpty(folder));
  }

  @Test
  void closingFromElsewhere_endsAQueryThatIsWaitedFor() throws Exception {
    String slow =
        "SELECT 'c' || i AS account, CASE WHEN i < 400000 THEN 1 ELSE length(pg_sleep(60)::text) + 1"
            + " END AS \"BTC\" FROM generate_series(1, 400010) i";
    Book book = source(slow).open(UNITS);
    CompletableFuture<Void> build =
        CompletableFuture.runAsync(() -> {
          try {
            SampleBook.build(book, folder.resolve("trees"));
          } catch (IOException | BookException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
    try (Connection admin = server().admin()) {
      boolean asleep = false;
      for (int i = 0; i < 200 && !asleep; i++) {
        try (var rows =
            admin
                .createStatement()
                .executeQuery(
                    "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND usename = 'reader'")) {
          asleep = rows.next();
        }
        if (!asleep) {
          assertFalse(build.isDone(), "it ended before the database slept");
          admin.createStatement().execute("SELECT pg_sleep(0.05)");
        }
      }
      assertTrue(asleep, "the database never slept");
    }
    book.close();
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> build.get(20, TimeUnit.SECONDS));
    assertTrue(e.getCause() instanceof IOException, String.valueOf(e.getCause()));
    assertTrue(isEmpty(folder));
  }

  @Test
  void notANumber_isTold() throws Exception {
    BookException e =
        assertThrows(
            BookException.class,
            () ->
                SampleBook.build(
                    source("SELECT 'a' AS account, 'NaN'::numeric AS \"BTC\""),
                    CsvOptions.of(BTC),
                    folder.resolve("trees")));
    assertTrue(e.problems().getFirst().message().startsWith("amount \"NaN\""), e.toString());
  }

  @Test
  void queryThatWrites_isRefused() throws Exception {
    UserError e =
        assertThrows(UserError.class, () -> source("CREATE TABLE x AS SELECT 1").open(UNITS));
    assertTrue(e.getMessage().contains("SQLSTATE 25006"), e.getMessage());
  }

  @Test
  void wrongPassword_isToldWithoutIt() throws Exception {
    SecretText wrong = new SecretText("not-the-password-99");
    JdbcSource refused =
        JdbcSource.of(server().url(), "SELECT 1", Optional.of("reader"), Optional.of(wrong));
    UserError e = assertThrows(UserError.class, () -> refused.open(UNITS));
    assertTrue(e.getMessage().contains("SQLSTATE 28P01"), e.getMessage());
    assertFalse((e.getMessage() + e.hint()).contains("not-the-password"), e.getMessage());
    source("SELECT 'a' AS account, 1 AS \"BTC\"").open(UNITS).close();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
