package dev.solvent.server.solvency;

import dev.solvent.merkle.book.Problem;
import java.util.List;
import java.util.TreeSet;

/**
 * What is wrong with a file, in the order of its lines. Of a file that is all wrong the first are
 * kept and no others, so that it takes no more memory than one that is right. One thread.
 */
final class FirstProblems {
  private static final int MOST = 20;

  /** One more than are told, which says that there are more. */
  private final TreeSet<Problem> kept = new TreeSet<>();

  void add(Problem problem) {
    kept.add(problem);
    if (kept.size() > MOST + 1) {
      kept.pollLast();
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Whether nothing is told of what is wrong with this line, or with those after it. */
  boolean isFullBefore(long line) {
    return kept.size() > MOST && kept.last().line() < line;
  }

  boolean hasMore() {
    return kept.size() > MOST;
  }

  List<Problem> told() {
    return kept.stream().limit(MOST).toList();
  }
}
