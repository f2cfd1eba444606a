package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static dev.solvent.merkle.book.Collected.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Much to read: nothing is lost, nothing is kept. */
class CsvBookLoadTest {
  private static final CsvOptions OPTIONS = options("BTC:8", "ETH:18", "USDT:6");
  private static final String HEADER = "account,BTC,ETH,USDT\n";

  /** A source that makes up its lines as they are read. */
  static final class Lines extends InputStream {
    private final LongFunction<String> lines;
    private final long count;
    private byte[] now = new byte[0];
    private int at;
    private long next = 1;

    Lines(long count, LongFunction<String> lines) {
      this.count = count;
      this.lines = lines;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == now.length) {
        if (next > count) {
          return -1;
        }
        now = utf8(lines.apply(next) + "\n");
        at = 0;
        next++;
      }
      int part = Math.min(length, now.length - at);
      System.arraycopy(now, at, target, offset, part);
      at += part;
      return part;
    }
  }

  /** Adds up and keeps the problems alone. */
  static final class Tally implements RowSink {
    final List<Problem> problems = new ArrayList<>();
    long rows;
    long lines;
    long units;

    @Override
    public void row(Row row) {
      rows++;
      lines += row.line;
      for (int i = 0; i < row.positions; i++) {
        units += row.low[i];
      }
    }

    @Override
    public void excluded(int asset, long high, long low) {}

    @Override
    public void problem(Problem problem) {
      problems.add(problem);
    }

    Tally readAll(Book book) throws IOException {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(this);
      }
      return this;
    }
  }

  private static String line(long number) {
    return number == 1 ? HEADER.strip() : "user" + number + "@example.com,0.00000001,," + number;
  }

  private static CsvBook book(InputStream source) throws Exception {
    return CsvBook.of(source, -1, OPTIONS);
  }

  @Test
  void oneBadRowOfAMillion_isNamedAndTheOthersAreRead() throws Exception {
    Lines lines = new Lines(1_000_001, n -> n == 777_777 ? "user\"777777,1,,1" : line(n));
    try (CsvBook book = book(lines)) {
      Tally tally = new Tally().readAll(book);
      assertEquals(999_999, tally.rows);
      assertEquals(1_000_001L * 1_000_002 / 2 - 1 - 777_777, tally.lines);
      assertEquals(
          List.of(
              "line 777777, column 1 (account): quote inside the field \"user\\\"777777\", want"
                  + " quotes around all of it or none in it"),
          tally.problems.stream().map(Problem::toString).toList());
    }
  }

  @Test
  void aMillionRows_onFourThreads_areTheSame() throws Exception {
    try (CsvBook book = book(new Lines(1_000_001, CsvBookLoadTest::line));
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Tally>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> new Tally().readAll(book));
      }
      long rows = 0;
      long lines = 0;
      long units = 0;
      for (Future<Tally> done : threads.invokeAll(tasks)) {
        rows += done.get().rows;
        lines += done.get().lines;
        units += done.get().units;
        assertEquals(List.of(), done.get().problems);
      }
      long sum = 1_000_001L * 1_000_002 / 2 - 1;
      assertEquals(1_000_000, rows);
      assertEquals(sum, lines);
      assertEquals(1_000_000 * sum + 1_000_000, units);
    }
  }

  @Test
  void goodRows_costNoObjects() throws Exception {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 2; i <= 100_000; i++) {
      text.append(i % 2 == 0 ? line(i) : "\"us\"\"er" + i + "\",\"1\",0.123456789012345678,")
          .append('\n');
    }
    byte[] bytes = utf8(text.toString());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) { // the first times, the compiler may be at work
      try (CsvBook book = book(new ByteArrayInputStream(bytes))) {
        Tally tally = new Tally();
        long before = threads.getCurrentThreadAllocatedBytes();
        tally.readAll(book);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(99_999, tally.rows);
      }
    }
    assertTrue(least < CsvBook.MOST_ROW_BYTES + 100_000, "allocated " + least);
  }

  @ParameterizedTest
  @EnumSource(GarbageReader.Kind.class)
  void garbage_ofAnyKind_isReadInLittleMemory(GarbageReader.Kind kind) throws Exception {
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx20m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GarbageReader.class.getName(),
                kind.name())
            .redirectErrorStream(true)
            .start();
    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, reader.waitFor(), said);
  }
}
