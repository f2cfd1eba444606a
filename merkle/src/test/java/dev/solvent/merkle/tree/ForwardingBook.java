package dev.solvent.merkle.tree;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.Book;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A book with one method changed by a test. */
class ForwardingBook implements Book {
  private final Book book;

  ForwardingBook(Book book) {
    this.book = book;
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
    return book.next();
  }

  @Override
  public long bytesRead() {
    return book.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return book.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    book.close();
  }
}
