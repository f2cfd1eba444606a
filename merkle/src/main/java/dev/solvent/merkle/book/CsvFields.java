package dev.solvent.merkle.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A row cut into its fields, as RFC 4180 has them. A reused buffer, used by one thread.
 *
 * <p>What breaks the rules is remembered as a fault, and the row then ends where it would have
 * ended had the offending bytes been text; {@link RowEnds} depends on that.
 */
final class CsvFields {
  enum Fault {
    /** A quote inside a field that did not begin with one. */
    STRAY_QUOTE,
    /** Something other than a comma or a line break after the quote that closes a field. */
    TEXT_AFTER_QUOTE,
    /** The text ended inside a quoted field. */
    OPEN_QUOTE,
    /** A CR that is not the first half of CR LF. */
    LONE_CR
  }

  private final int[] starts;
  private final int[] ends;
  private int rowStart;
  private int count;
  private int innerLines;
  private long seen; // the bytes of the row, and perhaps some after it, or-ed together
  private @Nullable Fault fault;
  private int faultColumn;
  private int faultStart;
  private int faultEnd;

  /** Keeps the first {@code most} fields of a row and only counts the others. */
  CsvFields(int most) {
    starts = new int[most];
    ends = new int[most];
  }

  /** How many fields the row has. */
  int count() {
    return count;
  }

  int start(int column) {
    return starts[column];
  }

  int end(int column) {
    return ends[column];
  }

  /** The bytes of a field that was kept, which must be UTF-8. */
  String text(byte[] bytes, int column) {
    return new String(bytes, starts[column], ends[column] - starts[column], UTF_8);
  }

  /** Whether the row has nothing in it at all; its first field was kept. */
  boolean isBlank() {
    return count == 1 && ends[0] == rowStart;
  }

  /** How many line breaks stand inside the row's quoted fields. */
  int innerLines() {
    return innerLines;
  }

  /** Whether the row has bytes outside of ASCII; may be true of a row that has none, if rarely. */
  boolean maybeNotAscii() {
    return !Words.isAscii(seen);
  }

  /** The first fault of the row, or null. */
  @Nullable Fault fault() {
    return fault;
  }

  int faultColumn() {
    return faultColumn;
  }

  int faultStart() {
    return faultStart;
  }

  int faultEnd() {
    return faultEnd;
  }

  /**
   * Cuts the row that begins at {@code at} and returns where the next one begins. The text ends at
   * {@code end} with a line feed. Doubled quotes in fields that are kept are made single in place.
   */
  int cut(byte[] bytes, int at, int end) {
    rowStart = at;
    count = 0;
    innerLines = 0;
    seen = 0;
    fault = null;
    int p = at;
    while (true) {
      p = bytes[p] == '"' ? quoted(bytes, p, end) : unquoted(bytes, p);
      if (p == end) {
        return end;
      }
      if (bytes[p] == ',') {
        p++;
      } else {
        return p + (bytes[p] == '\r' ? 2 : 1);
      }
    }
  }

  private int unquoted(byte[] bytes, int from) {
    int delimiter = delimiter(bytes, from, from);
    keep(from, delimiter);
    return delimiter;
  }

  /** Where the text that goes on at {@code at} meets a comma or a line break. */
  private int delimiter(byte[] bytes, int fieldStart, int at) {
    int p = at;
    while (true) {
      long word = Words.get(bytes, p);
      seen |= word;
      long marks = Words.belowHyphen(word);
      if (marks == 0) {
        p += Long.BYTES;
        continue;
      }
      p += Words.firstOf(marks);
      byte found = bytes[p];
      if (found == ',' || found == '\n' || (found == '\r' && bytes[p + 1] == '\n')) {
        if (faultEnd < 0) {
          faultEnd = p;
        }
        return p;
      }
      if (found == '"') {
        fault(Fault.STRAY_QUOTE, fieldStart, -1);
      } else if (found == '\r') {
        fault(Fault.LONE_CR, fieldStart, -1);
      }
      p++;
    }
  }

  private int quoted(byte[] bytes, int open, int end) {
    int from = open + 1;
    int close = quote(bytes, from, end);
    boolean doubled = false;
    while (close < end && bytes[close + 1] == '"') {
      doubled = true;
      close = quote(bytes, close + 2, end);
    }
    if (close >= end) {
      fault(Fault.OPEN_QUOTE, open, endOfLine(bytes, open));
      return end;
    }
    int next = close + 1;
    boolean closed =
        bytes[next] == ','
            || bytes[next] == '\n'
            || (bytes[next] == '\r' && bytes[next + 1] == '\n');
    if (!closed) {
      fault(Fault.TEXT_AFTER_QUOTE, open, -1);
      next = delimiter(bytes, open, next);
    }
    keep(from, doubled && count < starts.length ? undouble(bytes, from, close) : close);
    return next;
  }

  /** Where the next quote stands, or at least {@code end} where there is none. */
  private int quote(byte[] bytes, int from, int end) {
    for (int p = from; p < end; p += Long.BYTES) {
      long word = Words.get(bytes, p);
      seen |= word;
      long quotes = Words.quotes(word);
      innerLines += Long.bitCount(Words.before(Words.lineFeeds(word), quotes));
      if (quotes != 0) {
        return p + Words.firstOf(quotes);
      }
    }
    return end;
  }

  private static int endOfLine(byte[] bytes, int from) {
    int end = from;
    while (bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    return end;
  }

  private static int undouble(byte[] bytes, int from, int to) {
    int end = from;
    for (int p = from; p < to; p++) {
      bytes[end] = bytes[p];
      end++;
      if (bytes[p] == '"') {
        p++;
      }
    }
    return end;
  }

  private void keep(int start, int end) {
    if (count < starts.length) {
      starts[count] = start;
      ends[count] = end;
    }
    count++;
  }

  private void fault(Fault found, int start, int end) {
    if (fault == null) {
      fault = found;
      faultColumn = count;
      faultStart = start;
      faultEnd = end;
    }
  }
}
