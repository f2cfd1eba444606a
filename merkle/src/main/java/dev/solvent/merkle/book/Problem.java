package dev.solvent.merkle.book;

/**
 * What is wrong with a book at one line: where, what was found and what is wanted, and what to do.
 *
 * @param line the line on which the row begins, from 1; 0 where the whole book is meant
 * @param column the number and name of the column, such as {@code column 3 (ETH)}; empty where the
 *     whole line is meant
 */
public record Problem(long line, String column, String message, String remedy)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byLine = Long.compare(line, other.line);
    int byColumn = byLine != 0 ? byLine : column.compareTo(other.column);
    return byColumn != 0 ? byColumn : message.compareTo(other.message);
  }

  /** {@code line 17, column 3 (ETH): amount "1,5", want … }. */
  @Override
  public String toString() {
    if (line == 0) {
      return message;
    }
    return "line " + line + (column.isEmpty() ? "" : ", " + column) + ": " + message;
  }
}
