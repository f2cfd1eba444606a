package dev.solvent.server.jdbc;

import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import java.io.IOException;

/** What balances are read from. It may be opened again, and then is read as it is by then. */
public sealed interface BalanceSource permits CsvSource, JdbcSource {
  /**
   * Begins to read.
   *
   * @throws BookException where its columns are not as wanted
   */
  Book open(CsvOptions options) throws IOException, BookException;

  /** What people call it; no secret is in it. */
  String name();
}
