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
    super(problems.size() + (more ? " or more" : "") + " problems, the first: " + problems.get(0));
    this.problems = List.copyOf(problems);
    this.more = more;
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
