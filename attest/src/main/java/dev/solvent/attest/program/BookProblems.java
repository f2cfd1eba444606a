package dev.solvent.attest.program;

import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a book, in words.
 *
 * @param summary which book, and how many problems it has
 * @param lines each problem with its line, and below those that share a remedy that remedy; but for
 *     the last
 * @param remedy of the last problem
 */
public record BookProblems(String summary, List<String> lines, String remedy) {
  public BookProblems {
    lines = List.copyOf(lines);
  }

  /** In words, under the name that the user gave the book. */
  public static BookProblems of(String book, BookException e) {
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
    return new BookProblems(
        book + ": " + (count == 1 && !e.hasMore() ? "1 problem" : many), lines, remedy);
  }
}
