package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book that is the answer to a query. Where a book in CSV names a line, this one names the row,
 * from 1. Thread-safe.
 */
public final class JdbcBook implements Book {
  private final QueryText text;
  private final CsvBook book;

  private JdbcBook(QueryText text, CsvBook book) {
    this.text = text;
    this.book = book;
  }

  static JdbcBook open(JdbcSource source, CsvOptions options) throws BookException {
    QueryText text = QueryText.open(source, options);
    try {
      return new JdbcBook(text, CsvBook.of(text, -1, options)); // which closes the text if it fails
    } catch (BookException e) {
      throw new BookException(e.problems().stream().map(JdbcBook::byRow).toList(), e.hasMore());
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()), "");
    }
  }

  /** The names of the columns are the first line, and no row. */
  private static Problem byRow(Problem problem) {
    String remedy = problem.remedy();
    return new Problem(
        Math.max(0, problem.line() - 1),
        problem.column(),
        problem.message(),
        problem.line() == 1 && remedy.startsWith("write it as ")
            ? remedy + "; in a query, capitals stand in double quotes: AS \"BTC\""
            : remedy);
  }

  @Override
  public List<Asset> assets() {
    return book.assets();
  }

  @Override
  public Shape shape() {
    return book.shape();
  }

  @Override
  public @Nullable Batch next() throws IOException {
    Batch batch = book.next();
    return batch == null ? null : sink -> batch.read(new ByRow(sink));
  }

  @Override
  public long bytesRead() {
    return book.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  /** Also from another thread, while one waits for the database. */
  @Override
  public void close() throws IOException {
    text.cancel();
    book.close();
  }

  private record ByRow(RowSink sink) implements RowSink {
    @Override
    public void row(Row row) {
      row.line--;
      sink.row(row);
      row.line++; // its reader counts on
    }

    @Override
    public void excluded(int asset, long high, long low) {
      sink.excluded(asset, high, low);
    }

    @Override
    public void problem(Problem problem) {
      sink.problem(byRow(problem));
    }
  }
}
