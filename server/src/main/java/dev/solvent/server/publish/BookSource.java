package dev.solvent.server.publish;

import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import java.io.IOException;

/** Opens the book of balances as they are now. */
@FunctionalInterface
public interface BookSource {
  Book open() throws IOException, BookException;
}
