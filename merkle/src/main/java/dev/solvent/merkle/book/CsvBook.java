package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book in CSV, as exchanges export it: RFC 4180 in UTF-8 with a header, plain or gzip. Wide
 * ({@code account,BTC,ETH}: one row an account) or long ({@code account,asset,amount}: one row an
 * account and asset), as the header says.
 *
 * <pre>
 *   source ─► TextSource ─► RowEnds ─► Batch ─► CsvFields ─► CsvRows ─► Row
 *              (Gunzip)    whole rows            one row    (AmountReader)
 *   └─── one thread at a time ───────┘ └────── any number of threads ────┘
 * </pre>
 *
 * <p>Memory is a megabyte for each batch that is out, whatever the size of the book. A wrong row is
 * a problem, and reading goes on with the next line. Where it cannot go on, because a row has no
 * end or compressed bytes make no sense, a last batch holds that problem.
 *
 * <p>Thread-safe.
 */
public final class CsvBook implements Book {
  /** What may stand before a line feed; a longer row is taken for one whose quote was left open. */
  static final int MOST_ROW_BYTES = 1 << 20;

  private static final int MOST_TEXT = MOST_ROW_BYTES + 1;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final TextSource source;
  private final long bytesTotal;
  private final int batchBytes;
  private final CsvHeader header;
  private final TickerTable tickers;
  private final RowEnds ends = new RowEnds(); // guarded by this, as is all up to failure
  private CsvRows rest; // begins with text that was read and not handed out
  private int restBytes;
  private long line; // of the first row in the rest
  private boolean ended;
  private @Nullable IOException failure;
  private final ArrayDeque<CsvRows> idle = new ArrayDeque<>(); // guarded by itself

  private CsvBook(TextSource source, long bytesTotal, CsvOptions options, int batchBytes)
      throws IOException, BookException {
    this.source = source;
    this.bytesTotal = bytesTotal;
    this.batchBytes = batchBytes;
    byte[] bytes = newBuffer();
    skipByteOrderMark(bytes);
    if (readOn(bytes) == 0) {
      Problem stop = whatStops(bytes, 1);
      throw BookException.of(stop != null ? stop : CsvHeader.noHeader());
    }
    CsvFields names = new CsvFields(0);
    names.cut(bytes, 0, restBytes);
    names = new CsvFields(names.count());
    int headerEnd = names.cut(bytes, 0, restBytes);
    header = CsvHeader.of(names, bytes, options);
    tickers = new TickerTable(options.assets(), options.ignored());
    restBytes -= headerEnd;
    System.arraycopy(bytes, headerEnd, bytes, 0, restBytes);
    rest = new CsvRows(bytes, header, tickers);
    line = 2L + names.innerLines();
  }

  /** Opens a file and reads its header, in which all that is wrong is reported at once. */
  public static CsvBook open(Path file, CsvOptions options) throws IOException, BookException {
    long size = Files.isRegularFile(file) ? Files.size(file) : -1;
    return of(Files.newInputStream(file), size, options);
  }

  /**
   * Reads the header from a stream, which is the book's from now on: closed with it, and also if
   * this fails.
   *
   * @param bytesTotal how many bytes the stream has, or -1 where that cannot be known
   */
  public static CsvBook of(InputStream stream, long bytesTotal, CsvOptions options)
      throws IOException, BookException {
    return of(stream, bytesTotal, options, MOST_ROW_BYTES);
  }

  /**
   * @param batchBytes how much text to hand out at once, as far as rows allow
   */
  static CsvBook of(InputStream stream, long bytesTotal, CsvOptions options, int batchBytes)
      throws IOException, BookException {
    try {
      return new CsvBook(new TextSource(stream), bytesTotal, options, batchBytes);
    } catch (IOException | BookException | RuntimeException e) {
      try (stream) {
        throw e;
      }
    }
  }

  @Override
  public List<Asset> assets() {
    return header.options().assets();
  }

  @Override
  public Shape shape() {
    return header.shape();
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public synchronized @Nullable Batch next() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure); // there would be a gap after it
    }
    if (ended) {
      return null;
    }
    try {
      int end = readOn(rest.bytes());
      if (end > 0) {
        return handOut(end);
      }
      ended = true;
      Problem stop = whatStops(rest.bytes(), line);
      return stop == null ? null : sink -> sink.problem(stop);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    failure = new IOException("the book is closed");
    source.close();
  }

  private static byte[] newBuffer() {
    return new byte[MOST_TEXT + 2 + Words.ROOM]; // two for the line break that may be missing
  }

  private void skipByteOrderMark(byte[] bytes) throws IOException {
    int length = BYTE_ORDER_MARK.length;
    restBytes = source.fill(bytes, 0, length);
    if (restBytes == length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length)) {
      restBytes = 0;
    }
  }

  /**
   * Reads on behind the rest until there is a whole row, and returns where the last whole row ends;
   * 0 if there is none because the text ended, or is too long for a row. The last row of the text
   * is made whole.
   */
  private int readOn(byte[] bytes) throws IOException {
    int wanted = Math.max(batchBytes, restBytes + 1);
    do {
      restBytes = source.fill(bytes, restBytes, Math.min(wanted, MOST_TEXT));
      wanted *= 2;
      if (source.ended() && source.damage() == null) {
        endLastLine(bytes);
        return restBytes;
      }
      ends.find(bytes, 0, restBytes);
    } while (ends.end() == 0 && !source.ended() && restBytes < MOST_TEXT);
    return ends.end();
  }

  /** CR LF rather than LF, so that a CR that stands there is not taken for half of a line break. */
  private void endLastLine(byte[] bytes) {
    if (restBytes > 0 && bytes[restBytes - 1] != '\n') {
      bytes[restBytes] = '\r';
      bytes[restBytes + 1] = '\n';
      restBytes += 2;
    }
  }

  private Batch handOut(int end) {
    CsvRows rows = rest;
    long firstLine = line;
    if (source.ended() && source.damage() == null) {
      ended = true;
    } else {
      rest = idleRows();
      restBytes -= end;
      System.arraycopy(rows.bytes(), end, rest.bytes(), 0, restBytes);
      line += ends.lines();
    }
    return new CsvBatch(rows, end, firstLine);
  }

  /** Why the text could not be read to its end; null where it was. */
  private @Nullable Problem whatStops(byte[] bytes, long atLine) {
    String damage = source.damage();
    if (damage != null) {
      return new Problem(
          atLine,
          "",
          "gzip data with " + damage + " here, want a whole file",
          "export or copy the file again: what follows was not read");
    }
    return restBytes < MOST_TEXT ? null : tooLong(bytes, atLine);
  }

  private static Problem tooLong(byte[] bytes, long atLine) {
    bytes[MOST_TEXT] = '\n';
    CsvFields fields = new CsvFields(0);
    fields.cut(bytes, 0, MOST_TEXT + 1);
    String remedy =
        switch (fields.fault()) {
          case OPEN_QUOTE ->
              "close the quote that is left open in column " + (fields.faultColumn() + 1);
          case LONE_CR -> "export with LF or CR LF as line ends";
          case null, default -> "end each row with a line break";
        };
    return new Problem(
        atLine,
        "",
        "row of more than " + MOST_ROW_BYTES + " bytes, want at most that",
        remedy + ": what follows was not read");
  }

  private CsvRows idleRows() {
    synchronized (idle) {
      CsvRows rows = idle.poll();
      return rows != null ? rows : new CsvRows(newBuffer(), header, tickers);
    }
  }

  /** Whole rows; used by one thread. */
  private final class CsvBatch implements Batch {
    private final int end;
    private final long firstLine;
    private @Nullable CsvRows rows;

    CsvBatch(CsvRows rows, int end, long firstLine) {
      this.rows = rows;
      this.end = end;
      this.firstLine = firstLine;
    }

    @Override
    public void read(RowSink sink) {
      CsvRows mine = rows;
      if (mine == null) {
        throw new IllegalStateException("batch read again, want once");
      }
      rows = null; // another batch may have it after this
      try {
        mine.read(end, firstLine, sink);
      } finally {
        synchronized (idle) {
          idle.add(mine);
        }
      }
    }
  }
}
