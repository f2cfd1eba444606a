package dev.solvent.merkle.book;

/**
 * Finds where the last whole row of a text ends, and counts lines on the way: the part of reading
 * that cannot be shared among threads, so it looks at eight bytes at a time and at no field.
 *
 * <p>It draws the line between rows exactly where {@link CsvFields} does, in wrong rows too: a
 * quote opens a quoted field only where a field begins, and a quoted field ends at the next quote
 * that is not doubled. So a stray quote spoils its own row and not all that follow, as counting
 * quotes would. Used by one thread.
 */
final class RowEnds {
  private int end;
  private long lines;

  /**
   * Where the last whole row ends, after its line break; where the search began if there is none.
   */
  int end() {
    return end;
  }

  /** How many line breaks stand before {@link #end}, those inside quotes too. */
  long lines() {
    return lines;
  }

  /**
   * Searches {@code bytes[from..to)}, which begins with a row. Overwrites the word at {@code to}.
   */
  void find(byte[] bytes, int from, int to) {
    Words.put(bytes, to, 0);
    end = from;
    lines = 0;
    long counted = 0;
    boolean quoted = false;
    int at = from;
    while (at < to) {
      long word = Words.get(bytes, at);
      long quotes = Words.quotes(word);
      long breaks = Words.before(Words.lineFeeds(word), quotes);
      counted += Long.bitCount(breaks);
      if (!quoted && breaks != 0) {
        end = at + Words.lastOf(breaks) + 1;
        lines = counted;
      }
      if (quotes == 0) {
        at += Long.BYTES;
        continue;
      }
      at += Words.firstOf(quotes);
      if (!quoted) {
        quoted = at == from || bytes[at - 1] == ',' || bytes[at - 1] == '\n';
        at++;
      } else if (bytes[at + 1] == '"') {
        at += 2;
      } else {
        quoted = false;
        at++;
      }
    }
  }
}
