package dev.solvent.server.tree;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import dev.solvent.merkle.tree.Generations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts whose links were revoked, and how often: {@code account,GENERATION}. It is read as a
 * book of one asset without decimals, so ids and lines are told as there.
 */
public final class GenerationsFile {
  private static final Asset GENERATION = new Asset(new Ticker("GENERATION"), 0);

  private GenerationsFile() {}

  public static Generations read(Path file) throws IOException {
    CsvOptions options = CsvOptions.of(List.of(GENERATION)).withAmounts(CsvOptions.Amounts.UNITS);
    Rows rows = new Rows();
    try (CsvBook book = CsvBook.open(file, options)) {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(rows);
      }
      if (!rows.problems.isEmpty()) {
        throw new BookException(rows.problems, false);
      }
      return new Generations(rows.generations);
    } catch (BookException e) {
      throw BookErrors.inWords(file.toString(), e);
    }
  }

  private static final class Rows implements RowSink {
    private final Map<AccountId, Integer> generations = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    @Override
    public void row(Row row) {
      String id = new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8);
      if (row.positions == 0) {
        return;
      }
      if (row.high[0] != 0 || row.low[0] < 0 || row.low[0] > Integer.MAX_VALUE) {
        problem(row, "a generation beyond 2^31 - 1", "count from 0, one up a revocation");
      } else if (generations.put(new AccountId(id), (int) row.low[0]) != null) {
        problem(row, "account \"" + id + "\" again, want each once", "keep one of the lines");
      }
    }

    private void problem(Row row, String message, String remedy) {
      problems.add(new Problem(row.line, "", message, remedy));
    }

    @Override
    public void excluded(int asset, long high, long low) {
      throw new IllegalStateException("negatives are refused");
    }

    @Override
    public void problem(Problem problem) {
      problems.add(problem);
    }
  }
}
