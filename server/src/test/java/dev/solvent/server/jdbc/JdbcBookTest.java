package dev.solvent.server.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import dev.solvent.merkle.book.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of a book in CSV holds for a query, by the row's number. */
class JdbcBookTest {
  private static final List<Asset> BTC = SampleBook.assets("BTC:8");
  private static final CsvOptions OPTIONS = CsvOptions.of(BTC);

  @TempDir Path folder;
  private String url = "";

  @BeforeEach
  void makeDatabase() {
    url = "jdbc:sqlite:" + folder.resolve("book.db");
  }

  private JdbcSource source(String query) {
    return JdbcSource.of(url, query, Optional.empty(), Optional.empty());
  }

  /** A query of these rows, without any table. */
  private JdbcSource values(String columns, String... rows) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().execute("CREATE TABLE IF NOT EXISTS t (" + columns + ")");
      for (String row : rows) {
        connection.createStatement().execute("INSERT INTO t VALUES (" + row + ")");
      }
    }
    return source("SELECT * FROM t");
  }

  private LiabilitiesManifest build(JdbcSource source, CsvOptions options) throws Exception {
    return SampleBook.build(source, options, folder.resolve("trees"));
  }

  private List<String> problems(JdbcSource source, CsvOptions options) {
    BookException e = assertThrows(BookException.class, () -> build(source, options));
    assertFalse(Files.exists(folder.resolve("trees")));
    return e.problems().stream().map(Problem::toString).toList();
  }

  private static String total(LiabilitiesManifest manifest) {
    return manifest.assets().getFirst().commitment().total().toString();
  }

  @Test
  void integersAndText_areExact_andNullIsNothing() throws Exception {
    JdbcSource source =
        values(
            "account INTEGER, BTC", "1, 7", "2, '0.00000001'", "3, NULL", "9223372036854775807, 0");
    assertEquals("700000001", total(build(source, OPTIONS)));
  }

  @Test
  void units_areWholeNumbers() throws Exception {
    JdbcSource source = values("account, BTC", "'a', 9223372036854775807", "'b', 1");
    assertEquals("9223372036854775808", total(build(source, OPTIONS.withAmounts(Amounts.UNITS))));
  }

  @Test
  void everyWrongRow_isNamedByItsNumber() throws Exception {
    JdbcSource source =
        values(
            "account TEXT, BTC TEXT",
            "'a', '1'",
            "'b', '0.000000001'",
            "'line' || char(10) || 'feed', '1'",
            "'c', '-1'",
            "NULL, '1'",
            "'d', '1e3'",
            "'x' || char(65533), '1'");
    List<String> found = problems(source, OPTIONS);
    assertEquals(6, found.size(), found.toString());
    assertTrue(
        found.get(0).startsWith("line 2, column 2 (BTC): amount \"0.000000001\""), found.get(0));
    assertTrue(
        found.get(1).startsWith("line 3, column 1 (account): account id with U+000D"),
        found.get(1));
    assertTrue(
        found.get(2).startsWith("line 4, column 2 (BTC): amount \"-1\", want 0 or more"),
        found.get(2));
    assertTrue(
        found.get(3).startsWith("line 5, column 1 (account): empty account id"), found.get(3));
    assertTrue(found.get(4).startsWith("line 6, column 2 (BTC): amount \"1e3\""), found.get(4));
    assertTrue(found.get(5).startsWith("line 7, column 1 (account): byte 0xFF"), found.get(5));
  }

  @Test
  void anAccountTwice_isNamedWithBothRows() throws Exception {
    JdbcSource source = values("account, BTC", "'a', 1", "'b', 1", "'a', 2");
    assertEquals(
        List.of("line 3: account \"a\" again, first on line 1, want each once"),
        problems(source, OPTIONS));
  }

  @Test
  void nullInALongBook_isRefused() throws Exception {
    JdbcSource source = values("account, asset, amount", "'a', 'BTC', NULL", "'b', 'BTC', 1");
    List<String> found = problems(source, OPTIONS);
    assertEquals(1, found.size());
    assertTrue(
        found.getFirst().startsWith("line 1, column 3 (amount): amount \"\""), found.getFirst());
  }

  @Test
  void negatives_areLeftOutAndDisclosed_asThePolicySays() throws Exception {
    JdbcSource source = values("account, BTC", "'a', 1", "'b', -2");
    LiabilitiesManifest manifest = build(source, OPTIONS.withNegatives(Negatives.EXCLUDE));
    assertEquals("200000000", manifest.excluded().getFirst().total().toString());
  }

  @Test
  void columnThatNobodyNamed_isRefused_unlessIgnored() throws Exception {
    JdbcSource source = values("account, btc, since", "'a', 1, 1.5");
    BookException e = assertThrows(BookException.class, () -> build(source, OPTIONS));
    assertEquals(3, e.problems().size(), e.problems().toString());
    assertTrue(e.problems().getFirst().remedy().contains("AS \"BTC\""));
    JdbcSource named = source("SELECT account, btc AS \"BTC\", since FROM t");
    CsvOptions ignoring = OPTIONS.withIgnored(java.util.Set.of("since"));
    assertEquals("100000000", total(build(named, ignoring)));
  }

  @Test
  void floatingColumn_isRefusedByName() throws Exception {
    url = "jdbc:duckdb:";
    for (String type : List.of("REAL", "DOUBLE")) {
      JdbcSource source = source("SELECT 'a' AS account, CAST(1 AS " + type + ") AS \"BTC\"");
      BookException e = assertThrows(BookException.class, () -> build(source, OPTIONS));
      assertTrue(e.problems().getFirst().message().startsWith("column 2 (BTC): "), e.toString());
      assertTrue(e.problems().getFirst().remedy().contains("CAST(\"BTC\" AS numeric"));
    }
  }

  @Test
  void floatingValue_inAColumnWithoutAType_isRefusedByRow() throws Exception {
    JdbcSource source = values("account, BTC", "'a', 1", "'b', 0.1");
    UserError e = assertThrows(UserError.class, () -> build(source, OPTIONS));
    assertTrue(
        e.getMessage().startsWith("row 2, column 2 (BTC): a floating-point"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("trees")));
  }

  @Test
  void valueThatIsNoNumberOrText_isRefused() throws Exception {
    JdbcSource source = values("account, BTC", "'a', x'00'");
    UserError e = assertThrows(UserError.class, () -> build(source, OPTIONS));
    assertTrue(e.getMessage().contains("a value of type byte[]"), e.getMessage());
  }

  @Test
  void keyColumn_isRead() throws Exception {
    JdbcSource source = values("account, key, BTC", "'a', 'zz', 1");
    List<String> found = problems(source, OPTIONS.withKeyColumn("key"));
    assertTrue(found.getFirst().contains("account key of 2 bytes"), found.getFirst());
  }

  @Test
  void missingDatabase_isNotMade() {
    UserError e = assertThrows(UserError.class, () -> build(source("SELECT 1"), OPTIONS));
    assertTrue(e.getMessage().startsWith(url), e.getMessage());
    assertFalse(Files.exists(folder.resolve("book.db")));
  }

  @Test
  void queryThatWrites_isRefused() throws Exception {
    JdbcSource source = values("account, BTC", "'a', 1");
    JdbcSource writing =
        JdbcSource.of(
            source.url(),
            "DELETE FROM t RETURNING account, BTC",
            Optional.empty(),
            Optional.empty());
    assertThrows(UserError.class, () -> build(writing, OPTIONS));
    assertEquals("100000000", total(build(source, OPTIONS)));
  }

  @Test
  void passwords_standInNoMessage() {
    Optional<SecretText> password = Optional.of(new SecretText("open-sesame-7781"));
    JdbcSource nobody =
        JdbcSource.of("jdbc:postgresql://127.0.0.1:1/x", "SELECT 1", Optional.of("u"), password);
    UserError e = assertThrows(UserError.class, () -> build(nobody, OPTIONS));
    assertFalse(e.getMessage().contains("sesame"), e.getMessage());
    for (String address :
        List.of("jdbc:postgresql://h/x?password=sesame", "jdbc:other://u:sesame@h/x")) {
      UserError refused =
          assertThrows(
              UserError.class,
              () -> JdbcSource.of(address, "SELECT 1", Optional.empty(), Optional.empty()));
      assertFalse(refused.getMessage().contains("sesame"), refused.getMessage());
    }
    url = "jdbc:nothing:x";
    UserError driver = assertThrows(UserError.class, () -> build(source("SELECT 1"), OPTIONS));
    assertTrue(driver.hint().contains("PostgreSQL, SQLite and DuckDB"), driver.hint());
  }

  @Test
  void parquet_isOneFile() {
    assertThrows(UserError.class, () -> JdbcSource.parquet(Path.of("a*.parquet")));
    JdbcSource missing = JdbcSource.parquet(folder.resolve("missing.parquet"));
    UserError e = assertThrows(UserError.class, () -> build(missing, OPTIONS));
    assertTrue(e.getMessage().contains("missing.parquet"), e.getMessage());
  }
}
