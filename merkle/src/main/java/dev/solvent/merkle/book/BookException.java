package dev.solvent.merkle.book;

import java.util.List;

/** A book that cannot be used, with the problems found in it, by line. */
public final class BookException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final boolean more;

  /**
   * @param more whether there may be problems beyond these, because reading stopped at the limit
   */
  public BookException(List<Problem> problems, boolean more) {
    super(summary(problems, more));
    this.problems = List.copyOf(problems);
    this.more = more;
  }

  private static String summary(List<Problem> problems, boolean more) {
    return problems.size() == 1 && !more
        ? problems.getFirst().toString()
        : problems.size()
            + (more ? " or more" : "")
            + " problems, the first: "
            + problems.getFirst();
  }

  static BookException of(Problem problem) {
    return new BookException(List.of(problem), false);
  }

  public List<Problem> problems() {
    return problems;
  }

  public boolean hasMore() {
    return more;
  }
}
