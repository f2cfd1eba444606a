package dev.solvent.server.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One book, wherever it lies, gives the same roots and totals. */
class EqualBooksTest {
  @TempDir Path folder;

  private LiabilitiesManifest ofCsv() throws Exception {
    return SampleBook.build(new CsvSource(SampleBook.csv(folder)), folder.resolve("csv"));
  }

  private static JdbcSource source(String url, String query) {
    return JdbcSource.of(url, query, Optional.empty(), Optional.empty());
  }

  @Test
  void sqlite_givesTheSameTrees_wideAndLong() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("book.db");
    try (Connection connection = DriverManager.getConnection(url)) {
      SampleBook.fill(connection, "TEXT", "TEXT", "TEXT");
    }
    LiabilitiesManifest csv = ofCsv();
    JdbcSource wide = source(url, "SELECT * FROM book");
    assertEquals(csv, SampleBook.build(wide, folder.resolve("wide")));
    String each =
        "SELECT account, '%1$s' AS asset, \"%1$s\" AS amount FROM book WHERE \"%1$s\" IS NOT NULL";
    String query =
        String.join(
            " UNION ALL ",
            SampleBook.ASSETS.stream()
                .map(asset -> each.replace("%1$s", asset.ticker().text()))
                .toList());
    assertEquals(csv, SampleBook.build(source(url, query), folder.resolve("long")));
  }

  @Test
  void postgres_givesTheSameTrees_fromNumericAndUnits() throws Exception {
    Optional<Path> bin = OwnPostgres.installed();
    assumeTrue(bin.isPresent(), "no PostgreSQL installed: apt-get install postgresql");
    try (OwnPostgres server = OwnPostgres.start(bin.get());
        Connection connection = server.admin()) {
      SampleBook.fill(connection, "numeric(40, 8)", "numeric", "TEXT");
      LiabilitiesManifest csv = ofCsv();
      assertEquals(
          csv,
          SampleBook.build(
              source(server.url() + "?user=reader", "TABLE book;"), folder.resolve("pg")));
      String units =
          "SELECT account, trunc(\"BTC\" * 1e8) AS \"BTC\", trunc(\"ETH\" * 1e18) AS \"ETH\","
              + " trunc(\"USDT\"::numeric * 1e6)::text AS \"USDT\" FROM book";
      assertEquals(
          csv,
          SampleBook.build(
              JdbcSource.of(server.url(), units, Optional.of("reader"), Optional.empty()),
              CsvOptions.of(SampleBook.ASSETS).withAmounts(Amounts.UNITS),
              folder.resolve("units")));
    }
  }

  @Test
  void parquet_givesTheSameTrees_andDuckDbTheSameTotals() throws Exception {
    Path parquet = folder.resolve("book's.parquet");
    LiabilitiesManifest csv = ofCsv();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      SampleBook.fill(connection, "DECIMAL(38, 8)", "DECIMAL(38, 18)", "DECIMAL(38, 6)");
      String path = parquet.toString().replace("'", "''");
      connection.createStatement().execute("COPY book TO '" + path + "' (FORMAT parquet)");
      for (CommittedAsset asset : csv.assets()) {
        String column = asset.asset().ticker().text();
        try (ResultSet sum =
            connection
                .createStatement()
                .executeQuery("SELECT sum(\"" + column + "\") FROM read_parquet('" + path + "')")) {
          sum.next();
          BigDecimal total =
              new BigDecimal(asset.commitment().total().toBigInteger(), asset.asset().decimals());
          assertEquals(total, sum.getBigDecimal(1), column);
        }
      }
    }
    assertEquals(csv, SampleBook.build(JdbcSource.parquet(parquet), folder.resolve("parquet")));
  }

  @Test
  void duckDb_readsItsOwnFilesAndCsv_withIntegersOf128Bits() throws Exception {
    Path csv = SampleBook.csv(folder);
    String cells = "";
    for (var asset : SampleBook.ASSETS) {
      String name = asset.ticker().text();
      cells +=
          ", CAST(CAST(\""
              + name
              + "\" AS DECIMAL(38, "
              + asset.decimals()
              + ")) * 1"
              + " AS VARCHAR) AS \""
              + name
              + "\"";
    }
    String query = "SELECT account" + cells + " FROM read_csv('" + csv + "', all_varchar = true)";
    assertEquals(
        SampleBook.build(new CsvSource(csv), folder.resolve("csv")),
        SampleBook.build(source("jdbc:duckdb:", query), folder.resolve("duck")));
  }
}
