package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static Problem problem(long line, String column, String message) {
    return new Problem(line, column, message, "do better");
  }

  @Test
  void text_saysWhereAndWhat() {
    assertEquals(
        "line 17, column 3 (ETH): amount \"x\"",
        problem(17, "column 3 (ETH)", "amount \"x\"").toString());
    assertEquals("line 17: blank line", problem(17, "", "blank line").toString());
    assertEquals("too much in all", problem(0, "", "too much in all").toString());
  }

  @Test
  void order_isByLineThenColumnThenMessage() {
    List<Problem> sorted =
        List.of(
            problem(1, "column 2", "b"),
            problem(2, "", "z"),
            problem(2, "column 1", "b"),
            problem(2, "column 2", "a"),
            problem(2, "column 2", "b"),
            problem(10, "", "a"));
    assertEquals(sorted, sorted.reversed().stream().sorted().toList());
  }

  @Test
  void exception_saysHowManyAndTheFirst() {
    List<Problem> two = List.of(problem(1, "", "a"), problem(2, "", "b"));
    assertEquals("2 problems, the first: line 1: a", new BookException(two, false).getMessage());
    assertEquals(
        "2 or more problems, the first: line 1: a", new BookException(two, true).getMessage());
    assertEquals(two, new BookException(two, false).problems());
    assertTrue(new BookException(two, true).hasMore());
    assertFalse(BookException.of(two.get(0)).hasMore());
  }
}
