package dev.solvent.server.tree;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.JdbcSource;
import java.util.ArrayList;
import java.util.List;

/** Tells what is wrong with a book: each problem with its line, and its remedy below it. */
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
    List<String> lines = new ArrayList<>(first);
    String remedy = "";
    for (Problem problem : e.problems()) {
      if (!remedy.isEmpty() && !problem.remedy().equals(remedy)) {
        lines.add("  hint: " + remedy);
      }
      remedy = problem.remedy();
      lines.add(problem.toString());
    }
    int count = e.problems().size();
    String many = e.hasMore() ? "the first " + count + " problems" : count + " problems";
    return new UserError(
        book + ": " + (count == 1 && !e.hasMore() ? "1 problem" : many) + ", nothing was built",
        lines,
        remedy);
  }
}
