package dev.solvent.server.solvency;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.book.Problem;
import java.util.Optional;

/**
 * A value as it stands in a file.
 *
 * @param line from 1
 * @param column where on the line, and what it is called there
 */
record Cell(long line, String column, String text) {
  /** Reads what somebody wrote; what is wrong says what was found and what is wanted. */
  @FunctionalInterface
  interface TextReader<T> {
    T read(String text) throws MalformedException;
  }

  /** The value, or a problem more. */
  <T> Optional<T> read(TextReader<T> reader, String remedy, FirstProblems problems) {
    try {
      return Optional.of(reader.read(text));
    } catch (MalformedException e) {
      problems.add(problem(String.valueOf(e.getMessage()), remedy));
      return Optional.empty();
    }
  }

  Problem problem(String message, String remedy) {
    return new Problem(line, column, message, remedy);
  }

  String quoted() {
    return Quoted.of(text);
  }
}
