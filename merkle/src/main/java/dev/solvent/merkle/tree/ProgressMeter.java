package dev.solvent.merkle.tree;

import dev.solvent.merkle.book.Book;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Turns what the threads of a build report into a few calls a second. Thread-safe. */
final class ProgressMeter {
  private static final long INTERVAL_NANOS = 200_000_000;

  /** Shares of the whole that were seen on large books. */
  private static final double READING_SHARE = 0.38;

  private static final double COMPARING_SHARE = 0.02;

  private final Progress progress;
  private final Book book;
  private final long start = System.nanoTime();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong leavesDone = new AtomicLong();
  private final AtomicLong nextReport = new AtomicLong(start);
  private volatile Progress.Stage stage = Progress.Stage.READING;
  private volatile long leavesTotal;

  ProgressMeter(Progress progress, Book book) {
    this.progress = progress;
    this.book = book;
  }

  void rowsRead(long count) {
    rows.addAndGet(count);
    report(false);
  }

  void enter(Progress.Stage next) {
    stage = next;
    report(true);
  }

  void startHashing(long leaves) {
    leavesTotal = leaves;
    enter(Progress.Stage.HASHING);
  }

  void leavesHashed(long count) {
    leavesDone.addAndGet(count);
    report(false);
  }

  long rows() {
    return rows.get();
  }

  private void report(boolean always) {
    long now = System.nanoTime();
    long due = nextReport.get();
    if (!always && (now < due || !nextReport.compareAndSet(due, now + INTERVAL_NANOS))) {
      return;
    }
    synchronized (this) {
      double fraction = fraction();
      progress.at(
          new Progress.State(stage, fraction, rows.get(), book.bytesRead(), left(fraction, now)));
    }
  }

  private double fraction() {
    return switch (stage) {
      case READING ->
          book.bytesTotal() <= 0
              ? 0
              : READING_SHARE * Math.min(1, book.bytesRead() / (double) book.bytesTotal());
      case COMPARING -> READING_SHARE;
      case HASHING -> {
        double before = READING_SHARE + COMPARING_SHARE;
        yield before + (1 - before) * leavesDone.get() / Math.max(1, leavesTotal);
      }
      case CLOSING -> 1;
    };
  }

  private @Nullable Duration left(double fraction, long now) {
    if ((stage == Progress.Stage.READING && book.bytesTotal() <= 0) || fraction < 0.01) {
      return null;
    }
    return Duration.ofNanos((long) ((now - start) * (1 - fraction) / fraction));
  }
}
