package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static dev.solvent.merkle.book.Collected.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvBookTest {
  private static final CsvOptions OPTIONS = options("BTC:0").withIgnored(Set.of("note"));
  private static final String HEADER = "account,BTC,note\n";

  /** A source that counts how often it was closed. */
  private static final class Source extends ByteArrayInputStream {
    final AtomicInteger closed = new AtomicInteger();

    Source(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static List<String> read(Book.Batch batch) {
    List<String> rows = new ArrayList<>();
    batch.read(
        new RowSink() {
          @Override
          public void row(Row row) {
            rows.add("row " + row.line);
          }

          @Override
          public void excluded(int asset, long high, long low) {
            throw new AssertionError();
          }

          @Override
          public void problem(Problem problem) {
            rows.add(problem.toString());
          }
        });
    return rows;
  }

  @Test
  void open_aFile_knowsItsSizeAndAssets(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("book.csv");
    Files.write(file, utf8(HEADER + "alice,1,\n"));
    try (CsvBook book = CsvBook.open(file, OPTIONS)) {
      assertEquals(Files.size(file), book.bytesTotal());
      assertEquals(OPTIONS.assets(), book.assets());
      assertEquals(List.of("2: alice BTC=1"), Collected.of(book, OPTIONS).rows);
      assertEquals(Files.size(file), book.bytesRead());
    }
  }

  @Test
  void open_noFile_fails(@TempDir Path folder) {
    assertThrows(
        NoSuchFileException.class, () -> CsvBook.open(folder.resolve("none.csv"), OPTIONS));
  }

  @Test
  void of_aStream_isClosedWithTheBookOrWhereItsHeaderIsWrong() throws Exception {
    Source good = new Source(utf8(HEADER));
    CsvBook book = CsvBook.of(good, -1, OPTIONS);
    assertEquals(-1, book.bytesTotal());
    assertEquals(0, good.closed.get());
    book.close();
    assertEquals(1, good.closed.get());
    Source packed = new Source(Collected.gzip(utf8(HEADER)));
    CsvBook.of(packed, -1, OPTIONS).close();
    assertEquals(1, packed.closed.get());
    Source bad = new Source(utf8("x,y\n"));
    assertThrows(BookException.class, () -> CsvBook.of(bad, -1, OPTIONS));
    assertEquals(1, bad.closed.get());
  }

  @Test
  void next_afterClose_failsRatherThanEnds() throws Exception {
    CsvBook book = CsvBook.of(new Source(utf8(HEADER + "a,1,\n")), -1, OPTIONS);
    book.close();
    assertEquals("the book is closed", assertThrows(IOException.class, book::next).getMessage());
  }

  @Test
  void byteOrderMark_isSkipped() {
    String text = "\uFEFF\"account\",BTC,note\na,1,\n";
    assertEquals(List.of("2: a BTC=1"), Collected.of(text, OPTIONS).rows);
    byte[] packed = Collected.gzip(utf8(text));
    assertEquals(List.of("2: a BTC=1"), Collected.of(packed, OPTIONS, 1).rows);
  }

  @Test
  void byteOrderMark_again_isPartOfTheName() {
    BookException refused = Collected.refused(utf8("\uFEFF\uFEFFaccount,BTC,note\n"), OPTIONS);
    assertEquals("column 1 (\\uFEFFaccount)", refused.problems().get(0).column());
  }

  @Test
  void batches_areWholeRowsOfAboutTheSizeAskedFor() throws Exception {
    String rows = "a,1,\nbb,2,\n\"c\nc\",3,\nd,4,\"x\ny\"\ne,5,";
    byte[] bytes = utf8(HEADER + rows);
    List<List<String>> batches = new ArrayList<>();
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(bytes), -1, OPTIONS, 12)) {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batches.add(read(batch));
      }
      assertNull(book.next());
    }
    assertEquals(
        List.of(
            List.of("row 2", "row 3"),
            List.of(
                "line 4, column 1 (account): account id with U+000A, want no control, invisible or"
                    + " direction character: \"c\\u000Ac\""),
            List.of("row 6"),
            List.of("row 8")),
        batches);
  }

  @Test
  void batches_readInAnyOrder_haveTheirLines() throws Exception {
    byte[] bytes = utf8(HEADER + "a,1,\nb,2,\nc,3,\nd,4,\n");
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(bytes), -1, OPTIONS, 5)) {
      List<Book.Batch> batches = new ArrayList<>();
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batches.add(batch);
      }
      assertEquals(List.of("row 5"), read(batches.get(3)));
      assertEquals(List.of("row 2"), read(batches.get(0)));
      assertEquals(List.of("row 4"), read(batches.get(2)));
      assertEquals(List.of("row 3"), read(batches.get(1)));
    }
  }

  @Test
  void batch_readTwice_isABug() throws Exception {
    try (CsvBook book = CsvBook.of(new Source(utf8(HEADER + "a,1,\n")), -1, OPTIONS)) {
      Book.Batch batch = book.next();
      read(batch);
      assertEquals(
          "batch read again, want once",
          assertThrows(IllegalStateException.class, () -> read(batch)).getMessage());
    }
  }

  @Test
  void batch_whoseReaderFails_leavesNothingForTheNext() throws Exception {
    byte[] bytes = utf8(HEADER + "a,x,\nb,2,\nc,3,\nd,4,\n");
    RowSink failing =
        new RowSink() {
          @Override
          public void row(Row row) {}

          @Override
          public void excluded(int asset, long high, long low) {}

          @Override
          public void problem(Problem problem) {
            throw new IllegalStateException("full");
          }
        };
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(bytes), -1, OPTIONS, 5)) {
      Book.Batch first = book.next();
      assertThrows(IllegalStateException.class, () -> first.read(failing));
      List<String> rest = new ArrayList<>();
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        rest.addAll(read(batch));
      }
      assertEquals(List.of("row 3", "row 4", "row 5"), rest);
    }
  }

  @Test
  void row_ofAMegabyte_isReadAndALongerOneEndsTheReading() {
    int most = CsvBook.MOST_ROW_BYTES;
    String start = "a,1,";
    String longest = start + "x".repeat(most - start.length());
    for (String lineEnd : List.of("\n", "")) {
      assertEquals(List.of("2: a BTC=1"), Collected.of(HEADER + longest + lineEnd, OPTIONS).rows);
      Collected collected = Collected.of(HEADER + "b,2,\n" + longest + "x" + lineEnd, OPTIONS);
      assertEquals(List.of("2: b BTC=2"), collected.rows);
      assertEquals(
          List.of(
              "line 3: row of more than 1048576 bytes, want at most that -> end each row with a"
                  + " line"
                  + " break: what follows was not read"),
          collected.told());
    }
  }

  @Test
  void row_whoseQuoteIsLeftOpen_isToldWithItsColumn() {
    String rows = "c,3,\n".repeat(300_000);
    Collected collected = Collected.of(HEADER + "a,1,\nb,2,\"x\n" + rows, OPTIONS);
    assertEquals(List.of("2: a BTC=1"), collected.rows);
    assertEquals(
        List.of(
            "line 3: row of more than 1048576 bytes, want at most that -> close the quote that"
                + " is left"
                + " open in column 3: what follows was not read"),
        collected.told());
  }

  @Test
  void book_withCrForLineEnds_isToldSo() {
    String header = HEADER.replace('\n', '\r');
    BookException refused = Collected.refused(utf8(header + "a,1,\r".repeat(300_000)), OPTIONS);
    assertEquals(
        List.of(
            "line 1: row of more than 1048576 bytes, want at most that -> export with LF or CR"
                + " LF as"
                + " line ends: what follows was not read"),
        Collected.told(refused.problems()));
  }

  @Test
  void gzip_cutAnywhere_isAProblemAtTheLineReached() {
    byte[] packed = Collected.gzip(utf8(HEADER + "a,1,\nb,2,\n".repeat(20)));
    int opened = 0;
    for (int length = 2; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      List<Problem> problems;
      List<String> rows = List.of();
      try (CsvBook book = CsvBook.of(new ByteArrayInputStream(cut), length, OPTIONS, 64)) {
        Collected collected = Collected.of(book, OPTIONS);
        rows = collected.rows;
        problems = collected.problems;
        opened++;
      } catch (BookException e) {
        problems = e.problems();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      assertEquals(
          List.of(
              "line "
                  + (rows.isEmpty() ? problems.get(0).line() : rows.size() + 2)
                  + ": gzip data with an end in the middle here, want a whole file -> export or"
                  + " copy"
                  + " the file again: what follows was not read"),
          Collected.told(problems));
    }
    assertTrue(opened > 8, "opened " + opened);
  }

  @Test
  void gzip_damaged_isAProblemAtTheLineReached() {
    byte[] packed = Collected.gzip(utf8(HEADER + "a,1,\nb,2,\n"));
    packed[packed.length - 1] ^= 1;
    Collected collected = Collected.of(packed, OPTIONS, 64);
    assertEquals(List.of("2: a BTC=1", "3: b BTC=2"), collected.rows);
    assertEquals(
        List.of(
            "line 4: gzip data with text of another length here, want a whole file -> export or"
                + " copy"
                + " the file again: what follows was not read"),
        collected.told());
  }

  @Test
  void gzip_progress_isInCompressedBytes() throws Exception {
    byte[] packed = Collected.gzip(utf8(HEADER + "a,1,\n".repeat(10_000)));
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(packed), packed.length, OPTIONS)) {
      Collected.of(book, OPTIONS);
      assertEquals(packed.length, book.bytesRead());
      assertEquals(packed.length, book.bytesTotal());
    }
  }

  @Test
  void source_thatFails_failsEveryNext() throws Exception {
    for (IOException failure :
        List.of(new IOException("gone"), new ZipException("of the source"))) {
      InputStream source = new FailingSource(utf8(HEADER + "a,1,\n"), failure);
      try (CsvBook book = CsvBook.of(source, -1, OPTIONS, 5)) {
        assertEquals(List.of("row 2"), read(book.next()));
        assertEquals(failure, assertThrows(IOException.class, book::next));
        assertEquals(
            failure.getMessage(), assertThrows(IOException.class, book::next).getMessage());
      }
      assertEquals(
          failure,
          assertThrows(
              IOException.class,
              () -> CsvBook.of(new FailingSource(utf8("acc"), failure), -1, OPTIONS)));
    }
  }

  @Test
  void source_thatFailsInsideGzip_isNotTakenForDamage() throws Exception {
    byte[] packed = Collected.gzip(utf8(HEADER + "a,1,\n"));
    ZipException failure = new ZipException("of the source");
    InputStream source = new FailingSource(Arrays.copyOf(packed, 15), failure);
    assertEquals(failure, assertThrows(IOException.class, () -> CsvBook.of(source, -1, OPTIONS)));
  }

  @Test
  void source_ofOneByte_isNoGzip() {
    assertEquals(
        "byte 0x8B in \"\\x8B\", want UTF-8",
        Collected.refused(new byte[] {(byte) 0x8B}, OPTIONS).problems().get(0).message());
    assertEquals(
        "column 1 (\\u001F)",
        Collected.refused(new byte[] {0x1F}, OPTIONS).problems().get(0).column());
  }
}
