package dev.solvent.merkle.tree;

import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects what is wrong with a book, and of too much the first by line. Thread-safe.
 *
 * <p>Batches are handed out in the order of their lines and those in work are finished, so the
 * problems kept are the same for any number of threads.
 */
final class Problems {
  private final int limit;
  private final List<Problem> found = new ArrayList<>(); // guarded by this, as is dropped
  private boolean dropped;
  private volatile boolean any; // asked for every row, so without a lock

  Problems(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  synchronized void add(Problem problem) {
    found.add(problem);
    any = true;
    if (found.size() > 2 * limit) {
      cut();
    }
  }

  boolean any() {
    return any;
  }

  synchronized boolean full() {
    return found.size() >= limit;
  }

  synchronized void throwIfAny() throws BookException {
    if (!found.isEmpty()) {
      cut();
      throw new BookException(found, dropped || found.size() == limit);
    }
  }

  private void cut() {
    Collections.sort(found);
    if (found.size() > limit) {
      found.subList(limit, found.size()).clear();
      dropped = true;
    }
  }
}
