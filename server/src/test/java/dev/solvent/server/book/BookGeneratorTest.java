package dev.solvent.server.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookGeneratorTest {
  private static byte[] book(List<Asset> assets, long seed, int empty, long accounts)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BookGenerator(assets, seed, empty).write(accounts, out);
    return out.toByteArray();
  }

  private static List<Asset> assets(String... names) throws Exception {
    List<Asset> assets = new ArrayList<>();
    for (String name : names) {
      assets.add(Asset.parse(name));
    }
    return assets;
  }

  @Test
  void oneSeed_givesOneBook() throws Exception {
    List<Asset> assets = assets("BTC:8", "ETH:18");
    byte[] book = book(assets, 1, 100, 1000);
    assertArrayEquals(book, book(assets, 1, 100, 1000));
    assertFalse(Arrays.equals(book, book(assets, 2, 100, 1000)));
    assertEquals(
        "account,BTC,ETH", new String(book, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
  }

  @Test
  void everyBook_isReadWithoutAProblem() throws Exception {
    List<Asset> assets = assets("A:0", "B:1", "C:8", "D:18", "E:30");
    Rows rows = new Rows();
    byte[] bytes = book(assets, 3, 300, 5000);
    try (CsvBook book =
        CsvBook.of(new ByteArrayInputStream(bytes), bytes.length, CsvOptions.of(assets))) {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(rows);
      }
    }
    assertEquals(5000, rows.accounts.size());
    assertTrue(rows.accounts.contains(BookGenerator.account(4999)));
    assertTrue(
        rows.positions > 25_000 * 0.65 && rows.positions < 25_000 * 0.75,
        rows.positions + " of 25000 cells, want about 700 of a thousand");
  }

  @Test
  void manyColumns_fitTheBuffer() throws Exception {
    String[] names = new String[1500];
    for (int i = 0; i < names.length; i++) {
      names[i] = "A".repeat(28) + i + ":30";
    }
    String text = new String(book(assets(names), 1, 0, 20), StandardCharsets.UTF_8);
    assertEquals(21, text.lines().count());
    text.lines().forEach(line -> assertEquals(1501, line.split(",").length));
  }

  private static final class Rows implements RowSink {
    private final Set<String> accounts = new HashSet<>();
    private int positions;

    @Override
    public void row(Row row) {
      assertTrue(
          accounts.add(new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8)));
      positions += row.positions;
      for (int i = 0; i < row.positions; i++) {
        assertTrue((row.high[i] | row.low[i]) != 0, "no balance is zero");
      }
    }

    @Override
    public void excluded(int asset, long high, long low) {
      throw new AssertionError("a balance below zero");
    }

    @Override
    public void problem(Problem problem) {
      throw new AssertionError(problem.toString());
    }
  }
}
