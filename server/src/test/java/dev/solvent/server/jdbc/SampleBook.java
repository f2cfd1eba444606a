package dev.solvent.server.jdbc;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Five thousand accounts with balances in three assets, as any kind of database holds them. */
final class SampleBook {
  static final int ACCOUNTS = 5_000;
  static final List<Asset> ASSETS = assets("BTC:8", "ETH:18", "USDT:6");

  /** An account, and what it has of each asset: coins, or null where the cell is empty. */
  record Line(String account, List<@Nullable BigDecimal> coins) {}

  private SampleBook() {}

  static List<Asset> assets(String... names) {
    return List.of(names).stream()
        .map(name -> {
          try {
            return Asset.parse(name);
          } catch (Exception e) {
            throw new IllegalArgumentException(e);
          }
        })
        .toList();
  }

  static List<Line> lines() {
    Random random = new Random(20_260_902);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      List<@Nullable BigDecimal> coins = new ArrayList<>();
      for (Asset asset : ASSETS) {
        BigInteger units = new BigInteger(1 + random.nextInt(80), random);
        coins.add(random.nextInt(5) == 0 ? null : new BigDecimal(units, asset.decimals()));
      }
      String name =
          switch (i % 50) {
            case 0 -> "O'Neill, \"Ann\" " + i;
            case 1 -> "用户-" + i;
            default -> "customer" + i + "@mail.example";
          };
      lines.add(new Line(name, coins));
    }
    return lines;
  }

  static Path csv(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("account,BTC,ETH,USDT\n");
    for (Line line : lines()) {
      text.append('"').append(line.account().replace("\"", "\"\"")).append('"');
      line.coins()
          .forEach(coins -> text.append(',').append(coins == null ? "" : coins.toPlainString()));
      text.append('\n');
    }
    return Files.writeString(folder.resolve("book.csv"), text);
  }

  /** Makes the table {@code book} with a column type for each asset, and fills it. */
  static void fill(Connection connection, String... types) throws SQLException {
    connection
        .createStatement()
        .execute(
            "CREATE TABLE book (account VARCHAR(255), \"BTC\" "
                + types[0]
                + ", \"ETH\" "
                + types[1]
                + ", \"USDT\" "
                + types[2]
                + ")");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO book VALUES (?, ?, ?, ?)")) {
      for (Line line : lines()) {
        insert.setString(1, line.account());
        for (int i = 0; i < types.length; i++) {
          BigDecimal coins = line.coins().get(i);
          if (coins == null) {
            insert.setNull(2 + i, java.sql.Types.NUMERIC);
          } else if (types[i].equals("TEXT")) {
            insert.setString(2 + i, coins.toPlainString());
          } else {
            insert.setBigDecimal(2 + i, coins);
          }
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  static LiabilitiesManifest build(BalanceSource source, Path target) throws Exception {
    return build(source, CsvOptions.of(ASSETS), target);
  }

  static LiabilitiesManifest build(BalanceSource source, CsvOptions options, Path target)
      throws Exception {
    try (Book book = source.open(options)) {
      return build(book, target);
    }
  }

  static LiabilitiesManifest build(Book book, Path target)
      throws IOException, BookException, InterruptedException {
    BuildSettings settings =
        BuildSettings.of(
            new Issuer("exchange.example"),
            new Epoch(7),
            new KeySource.Derived(new MasterSecret(new byte[32]), Generations.NONE));
    Timestamp asOf = new Timestamp(java.time.Instant.parse("2026-09-02T00:00:00Z"));
    return LiabilityFolder.build(book, settings, asOf, target, Progress.NONE).manifest();
  }
}
