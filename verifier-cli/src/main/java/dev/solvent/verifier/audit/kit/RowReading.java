package dev.solvent.verifier.audit.kit;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads every row of a book, on several threads at once. */
public final class RowReading {
  /** What one thread does with its rows. It keeps copies, not the row. */
  public interface Visitor {
    void row(Row row) throws IOException;
  }

  private RowReading() {}

  /** A kit's book, read to its end: by whom, and the digest of its bytes. */
  public record Whole<V>(List<V> visitors, Hash digest) {
    public Whole {
      visitors = List.copyOf(visitors);
    }
  }

  /** Of a kit's book, all of its assets. */
  public static <V extends Visitor> Whole<V> of(
      KitFolder kit, Effort effort, Supplier<V> visitors, DoubleConsumer progress)
      throws IOException, BookException, InterruptedException {
    try (DigestedFile bytes = new DigestedFile(kit.book())) {
      Book book = CsvBook.of(bytes, Files.size(kit.book()), kit.options(kit.assets()));
      return new Whole<>(of(book, effort, visitors, progress), bytes.digest());
    }
  }

  /**
   * Gives each thread a visitor, and returns the visitors once the book was read to its end.
   *
   * @param progress hears what part of the book was read, from any thread
   * @throws BookException where rows are wrong; they were not visited
   */
  public static <V extends Visitor> List<V> of(
      Book book, Effort effort, Supplier<V> visitors, DoubleConsumer progress)
      throws IOException, BookException, InterruptedException {
    List<Reader<V>> readers =
        Stream.generate(() -> new Reader<>(book, visitors.get(), effort.maxProblems(), progress))
            .limit(effort.threads())
            .toList();
    Threads.run(readers);
    List<Problem> problems = new ArrayList<>();
    readers.forEach(reader -> problems.addAll(reader.problems));
    if (!problems.isEmpty()) {
      Collections.sort(problems);
      boolean more = problems.size() >= effort.maxProblems();
      int shown = Math.min(problems.size(), effort.maxProblems());
      throw new BookException(problems.subList(0, shown), more);
    }
    return readers.stream().map(reader -> reader.visitor).toList();
  }

  private static final class Reader<V extends Visitor> implements Callable<Boolean>, RowSink {
    private final Book book;
    private final V visitor;
    private final int maxProblems;
    private final DoubleConsumer progress;
    private final List<Problem> problems = new ArrayList<>();

    Reader(Book book, V visitor, int maxProblems, DoubleConsumer progress) {
      this.book = book;
      this.visitor = visitor;
      this.maxProblems = maxProblems;
      this.progress = progress;
    }

    @Override
    public Boolean call() throws IOException {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(this);
        progress.accept(book.bytesRead() / (double) Math.max(1, book.bytesTotal()));
        if (problems.size() >= maxProblems) {
          break;
        }
      }
      return true;
    }

    @Override
    public void row(Row row) {
      try {
        visitor.row(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What is below zero has no leaf, and its position in the row is zero. */
    @Override
    public void excluded(int asset, long high, long low) {}

    @Override
    public void problem(Problem problem) {
      problems.add(problem);
    }
  }
}
