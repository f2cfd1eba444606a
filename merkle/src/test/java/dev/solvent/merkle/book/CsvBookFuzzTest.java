package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a book has: rows that are good, problems that help, and no other exception. */
class CsvBookFuzzTest {
  private static final List<CsvOptions> OPTIONS =
      List.of(
          Collected.options("BTC:8", "ETH:18").withIgnored(Set.of("note", "EUR")),
          Collected.options("A:0", "B:30")
              .withKeyColumn("key")
              .withAmounts(Amounts.UNITS)
              .withNegatives(Negatives.EXCLUDE));

  static Stream<byte[]> seeds() {
    String key = "00112233445566778899aabbccddeeff".repeat(2);
    return Stream.of(
            "account,BTC,ETH,note\r\nalice,0.42,\"1,5\",\"a\n\"\"b\"\"\"\nbob,-1,1e3,\n\"c\r,1,,x",
            "\uFEFFaccount,asset,amount\nalice,BTC,0.42\nbob,EUR,x\ncarol,DOGE,1\n\n,ETH,0.1",
            "account,key,A,B\nalice," + key + ",1,-2\nJörg,é,1.5,\n",
            "key,amount,asset,account\n" + key + ",340282366920938463463374607431768211455,B,a\n",
            "account;BTC\n",
            "")
        .map(Collected::utf8)
        .flatMap(bytes -> Stream.of(bytes, Collected.gzip(bytes)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void book_ofAnyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    for (CsvOptions options : OPTIONS) {
      List<String> whole = read(bytes, options, CsvBook.MOST_ROW_BYTES);
      assertEquals(whole, read(bytes, options, 1)); // wherever one batch ends and the next begins
      assertEquals(whole, read(bytes, options, 11));
    }
  }

  /** What the book says, in words, after a look at all of it. */
  private static List<String> read(byte[] bytes, CsvOptions options, int batchBytes)
      throws IOException {
    long lines = 2 + Math.max(bytes.length, 1) * 1032L; // the most that gzip could hide
    try (CsvBook book =
        CsvBook.of(new ByteArrayInputStream(bytes), bytes.length, options, batchBytes)) {
      Checks checks = new Checks(options, book.shape(), lines);
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(checks);
      }
      assertNull(book.next());
      assertTrue(book.bytesRead() <= bytes.length);
      return checks.told;
    } catch (BookException e) {
      assertFalse(e.problems().isEmpty());
      e.problems().forEach(problem -> check(problem, lines));
      return List.of(e.problems().toString());
    }
  }

  private static void check(Problem problem, long lines) {
    assertTrue(problem.line() >= 1 && problem.line() <= lines, problem.toString());
    assertFalse(problem.message().isEmpty() || problem.remedy().isEmpty());
    String all = problem + problem.remedy();
    assertTrue(all.length() < 2000 && all.chars().noneMatch(c -> c < 0x20 || c == 0x7F), all);
  }

  /** Holds every row and problem to what the interfaces promise. */
  private static final class Checks implements RowSink {
    private final CsvOptions options;
    private final Book.Shape shape;
    private final long lines;
    private final List<String> told = new ArrayList<>();
    private long lastLine = 1;
    private int excludedOfRow;

    Checks(CsvOptions options, Book.Shape shape, long lines) {
      this.options = options;
      this.shape = shape;
      this.lines = lines;
    }

    @Override
    public void row(Row row) {
      assertTrue(row.line > lastLine && row.line <= lines, "line " + row.line);
      lastLine = row.line;
      assertNull(AccountId.problem(row.account, 0, row.accountLength));
      Set<Integer> assets = new HashSet<>();
      for (int i = 0; i < row.positions; i++) {
        assertTrue(row.asset[i] >= 0 && row.asset[i] < options.assets().size());
        assertTrue(assets.add(row.asset[i]), "an asset twice");
        assertTrue(shape == Book.Shape.LONG || (row.high[i] | row.low[i]) != 0);
      }
      assertTrue(shape == Book.Shape.WIDE || row.positions == 1);
      assertTrue(excludedOfRow + assets.size() <= options.assets().size() + 1);
      excludedOfRow = 0;
      told.add(
          row.line
              + " "
              + Arrays.toString(Arrays.copyOf(row.account, row.accountLength))
              + Arrays.toString(row.key)
              + Arrays.toString(Arrays.copyOf(row.asset, row.positions))
              + Arrays.toString(Arrays.copyOf(row.high, row.positions))
              + Arrays.toString(Arrays.copyOf(row.low, row.positions)));
    }

    @Override
    public void excluded(int asset, long high, long low) {
      assertEquals(Negatives.EXCLUDE, options.negatives());
      assertTrue((high | low) != 0);
      excludedOfRow++;
      told.add("excluded " + asset + " " + high + " " + low);
    }

    @Override
    public void problem(Problem problem) {
      check(problem, lines);
      assertTrue(problem.line() >= lastLine, problem.toString());
      lastLine = problem.line();
      told.add(problem + " -> " + problem.remedy());
    }
  }
}
