package dev.solvent.server.tree;

import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import dev.solvent.server.cli.UserError;
import java.util.ArrayList;
import java.util.List;

/** Tells what is wrong with a book: each problem with its line, and its remedy below it. */
public final class BookErrors {
  private BookErrors() {}

  public static UserError inWords(String book, BookException e) {
    List<String> lines = new ArrayList<>();
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
