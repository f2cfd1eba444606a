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
import dev.solvent.server.book.BookGenerator.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookGeneratorTest {
  private static byte[] book(List<Asset> assets, long seed, int empty, long accounts)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BookGenerator(assets, seed, empty).write(accounts, out);
    return out.toByteArray();
  }

  private static byte[] book(int assets, Spread spread, Form form, long accounts) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BookGenerator(counted(assets), 1, spread, form).write(accounts, out);
    return out.toByteArray();
  }

  private static List<Asset> counted(int assets) throws Exception {
    String[] names = new String[assets];
    Arrays.setAll(names, i -> "T" + (i + 1) + ":8");
    return assets(names);
  }

  private static Rows read(byte[] bytes, List<Asset> assets) throws Exception {
    Rows rows = new Rows();
    try (CsvBook book =
        CsvBook.of(new ByteArrayInputStream(bytes), bytes.length, CsvOptions.of(assets))) {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(rows);
      }
    }
    return rows;
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
    Rows rows = read(book(assets, 3, 300, 5000), assets);
    assertEquals(5000, rows.held.size());
    assertTrue(rows.held.containsKey(BookGenerator.account(4999)));
    int positions = rows.balances();
    assertTrue(
        positions > 25_000 * 0.65 && positions < 25_000 * 0.75,
        positions + " of 25000 cells, want about 700 of a thousand");
  }

  /** Benches and demos name what they measured by its seed: these bytes may not change. */
  @Test
  void theBytes_areThoseOfEveryMachine() throws Exception {
    assertEquals(
        "300203d24e7fae61171b0e37ef6145d9e8ef24c187ae19ec34653393e9e8d253",
        sha256(book(assets("BTC:8", "ETH:18", "A:0"), 7, 300, 3000)));
    assertEquals(
        "f16df705b3697f31331c54d344c0132afac038d6a9b7cf6b5ee962f619a1b46a",
        sha256(book(200, new Spread.Sparse(), Form.WIDE, 1000)));
    assertEquals(
        "1e36b3f770cb103945a9692d224a51fea475641beeb030bb87ec11fb13e22fb1",
        sha256(book(200, new Spread.Sparse(), Form.LONG, 1000)));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Of 20,000 accounts: half have a breadth of 1, a two-hundredth has all 200 assets. */
  @Test
  void aSparseBook_hasFewBalancesOfMany_andSomeOfAll() throws Exception {
    Rows rows = read(book(200, new Spread.Sparse(), Form.WIDE, 20_000), counted(200));
    List<Integer> counts = rows.held.values().stream().map(List::size).sorted().toList();
    assertEquals(1, counts.getFirst());
    assertEquals(200, counts.getLast());
    int median = counts.get(counts.size() / 2);
    assertTrue(median >= 7 && median <= 10, "median " + median);
    long all = counts.stream().filter(count -> count == 200).count();
    assertTrue(all > 70 && all < 130, all + " accounts with all, want about 100");
    int[] holders = new int[200];
    rows.held.values().forEach(assets -> assets.forEach(asset -> holders[asset]++));
    assertEquals(20_000, holders[0]);
    for (int n : new int[] {2, 10, 50, 200}) {
      double want = 20_000 * (1 + Math.log(n)) / n;
      assertTrue(
          Math.abs(holders[n - 1] - want) < want / 5,
          "T" + n + ": " + holders[n - 1] + ", " + want);
    }
  }

  @Test
  void aLongBook_saysWhatTheWideOneSays() throws Exception {
    for (Spread spread : List.of(new Spread.Sparse(), new Spread.Even(500))) {
      Rows wide = read(book(30, spread, Form.WIDE, 2000), counted(30));
      wide.held.values().removeIf(List::isEmpty); // a long book has no row of theirs
      assertEquals(wide.held, read(book(30, spread, Form.LONG, 2000), counted(30)).held);
    }
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

  @Test
  void longRows_fitTheBuffer() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Asset> assets = assets("A".repeat(32) + ":30", "B".repeat(32) + ":0");
    new BookGenerator(assets, 1, new Spread.Even(0), Form.LONG).write(10_000, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(20_001, text.lines().count());
    text.lines().forEach(line -> assertEquals(3, line.split(",").length));
  }

  private static final class Rows implements RowSink {
    private final Map<String, List<Integer>> held = new HashMap<>();

    int balances() {
      return held.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public void row(Row row) {
      String account = new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8);
      List<Integer> assets = held.computeIfAbsent(account, each -> new ArrayList<>());
      for (int i = 0; i < row.positions; i++) {
        assertFalse(assets.contains(row.asset[i]), "an asset twice");
        assertTrue((row.high[i] | row.low[i]) != 0, "no balance is zero");
        assets.add(row.asset[i]);
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
