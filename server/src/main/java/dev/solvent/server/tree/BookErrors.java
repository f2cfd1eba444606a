package dev.solvent.server.tree;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.BookException;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.JdbcSource;
import java.util.ArrayList;
import java.util.List;

/** Tells the operator what is wrong with a book. */
public final class BookErrors {
  private static final String OF_A_QUERY = "line 1 is the first row of the query, and so on";

  private BookErrors() {}

  /** A row of a query is called a line here as well; that is said first. */
  public static UserError inWords(BalanceSource source, BookException e) {
    return inWords(
        source.name(), e, source instanceof JdbcSource ? List.of(OF_A_QUERY) : List.of());
  }

  public static UserError inWords(String book, BookException e) {
    return inWords(book, e, List.of());
  }

  private static UserError inWords(String book, BookException e, List<String> first) {
    BookProblems problems = BookProblems.of(book, e);
    List<String> lines = new ArrayList<>(first);
    lines.addAll(problems.lines());
    return new UserError(problems.summary() + ", nothing was built", lines, problems.remedy());
  }
}
