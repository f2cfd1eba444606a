package dev.solvent.server.handout;

import dev.solvent.attest.program.Refused;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import dev.solvent.server.jdbc.BalanceSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Every account of a book, streamed: of a wide one each row's, of a long one each with a balance.
 *
 * <p>A long book names an account in several rows, anywhere. To keep no account in memory, the
 * trees are asked: its turn is the row of the first asset in which it has a leaf. That is sound
 * where the book is the one that the trees were built from, so a long book must come to exactly
 * their leaves.
 */
final class BookAccounts implements Recipients {
  private static final int MOST_PROBLEMS = 100;

  private final Handouts handouts;
  private final BalanceSource source;
  private final CsvOptions options;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLongArray leaves;
  private final List<Problem> problems = new ArrayList<>(); // guarded by itself

  /** The options name the manifest's assets, in its order. */
  BookAccounts(Handouts handouts, BalanceSource source, CsvOptions options) {
    this.handouts = handouts;
    this.source = source;
    this.options = options;
    leaves = new AtomicLongArray(options.assets().size());
  }

  @Override
  public void each(int threads, Task task) throws IOException, BookException, InterruptedException {
    try (Book book = source.open(options)) {
      List<Callable<Boolean>> readers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Rows sink = new Rows(task, book.shape() == Book.Shape.WIDE);
        readers.add(() -> {
          read(book, sink);
          return true;
        });
      }
      run(readers);
      if (!problems.isEmpty()) {
        throw new BookException(problems.stream().sorted().toList(), isFull());
      }
      if (book.shape() == Book.Shape.LONG) {
        requireEveryLeaf();
      }
    }
  }

  private void read(Book book, Rows sink) throws IOException {
    try {
      for (Book.Batch batch = book.next(); batch != null && !isFull(); batch = book.next()) {
        batch.read(sink);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isFull() {
    synchronized (problems) {
      return problems.size() >= MOST_PROBLEMS;
    }
  }

  private static void run(List<Callable<Boolean>> readers)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(readers.size());
    try {
      ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      readers.forEach(running::submit);
      for (int i = 0; i < readers.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw new IOException(io.getMessage(), io);
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private void requireEveryLeaf() {
    for (int i = 0; i < leaves.length(); i++) {
      long want = handouts.trees().get(i).header().accounts();
      if (leaves.get(i) != want) {
        throw new Refused(
            "not the book of this epoch: "
                + leaves.get(i)
                + " of its rows are in the tree of "
                + options.assets().get(i).ticker()
                + ", want "
                + want,
            List.of(),
            "a long book has to be the one that the trees were built from; a wide one need not");
      }
    }
  }

  @Override
  public double fraction() {
    long accounts =
        handouts.trees().stream().mapToLong(tree -> tree.header().accounts()).max().orElse(1);
    return Math.min(1, (double) rows.get() / Math.max(1, accounts));
  }

  /** The rows that one thread reads. */
  private final class Rows implements RowSink {
    private final Task task;
    private final boolean wide;
    private final EpochKeys keys = handouts.keys();

    Rows(Task task, boolean wide) {
      this.task = task;
      this.wide = wide;
    }

    @Override
    public void row(Row row) {
      AccountId account =
          new AccountId(new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8));
      try {
        if (wide || isTurn(account, row)) {
          task.account(account, keys);
          rows.incrementAndGet();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean isTurn(AccountId account, Row row) throws IOException {
      if (row.positions == 0 || (row.high[0] | row.low[0]) == 0) {
        return false;
      }
      int asset = row.asset[0];
      AccountKey key = keys.account(account);
      if (handouts.position(account, key, asset).isEmpty()) {
        return false;
      }
      leaves.incrementAndGet(asset);
      for (int earlier = 0; earlier < asset; earlier++) {
        if (handouts.position(account, key, earlier).isPresent()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void excluded(int asset, long high, long low) {}

    @Override
    public void problem(Problem problem) {
      synchronized (problems) {
        problems.add(problem);
      }
    }
  }
}
