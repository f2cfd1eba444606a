package dev.solvent.server.jdbc;

import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import java.io.IOException;
import java.nio.file.Path;

/** A file in CSV, plain or gzip; {@code -} is standard input, which is read once. */
public record CsvSource(Path file) implements BalanceSource {
  @Override
  public Book open(CsvOptions options) throws IOException, BookException {
    return file.toString().equals("-")
        ? CsvBook.of(System.in, -1, options)
        : CsvBook.open(file, options);
  }

  @Override
  public String name() {
    return file.toString();
  }
}
