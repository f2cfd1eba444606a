package dev.solvent.merkle.book;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A program that reads what is no book, to be run in little memory. Ends with 0 if all went well.
 */
public final class GarbageReader {
  private static final String HEADER = "account,key,BTC,note\n";

  /** What the garbage is made of. */
  enum Kind {
    RANDOM(64, "", false),
    RANDOM_CSV(8, "\",\n\r0123456789abcdef.-", false),
    ALMOST_CSV(8, "0123456789abcdefghijklmnopqrstuvwxyz,\n\"", false),
    COMMAS(8, ",", false),
    QUOTES(8, "\"", false),
    LINE_FEEDS(8, "\n", false),
    ZEROS(64, "\0", false),
    ZEROS_IN_GZIP(64, "\0", true),
    ALMOST_CSV_IN_GZIP(8, "0123456789abcdefghijklmnopqrstuvwxyz,\n\"", true);

    private final int megabytes;
    private final String alphabet; // empty for any bytes
    private final boolean gzip;

    Kind(int megabytes, String alphabet, boolean gzip) {
      this.megabytes = megabytes;
      this.alphabet = alphabet;
      this.gzip = gzip;
    }

    void fill(byte[] bytes, int offset, int length, Random random) {
      if (alphabet.isEmpty()) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, offset, length);
        return;
      }
      for (int i = offset; i < offset + length; i++) {
        bytes[i] =
            (byte) alphabet.charAt(alphabet.length() == 1 ? 0 : random.nextInt(alphabet.length()));
      }
    }
  }

  private GarbageReader() {}

  public static void main(String[] args) throws Exception {
    Kind kind = Kind.valueOf(args[0]);
    CsvOptions options =
        Collected.options("BTC:8").withKeyColumn("key").withIgnored(Set.of("note"));
    System.out.println(readBody(kind, options) + " " + readHeader(kind, options));
  }

  /** As rows under a header that is right: every problem is told and thrown away. */
  private static String readBody(Kind kind, CsvOptions options) throws Exception {
    long[] told = new long[2];
    RowSink sink =
        new RowSink() {
          @Override
          public void row(Row row) {
            told[0]++;
          }

          @Override
          public void excluded(int asset, long high, long low) {
            throw new AssertionError();
          }

          @Override
          public void problem(Problem problem) {
            told[1]++;
          }
        };
    try (CsvBook book = CsvBook.of(source(kind, HEADER), -1, options)) {
      for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
        batch.read(sink);
      }
    }
    if (told[1] == 0) {
      throw new AssertionError("no problem in " + kind);
    }
    return told[0] + " rows, " + told[1] + " problems";
  }

  private static String readHeader(Kind kind, CsvOptions options) throws IOException {
    try (CsvBook book = CsvBook.of(source(kind, ""), -1, options)) {
      throw new AssertionError("opened as " + book.shape());
    } catch (BookException e) {
      return e.getMessage();
    }
  }

  private static InputStream source(Kind kind, String header) throws IOException {
    byte[] start = Collected.utf8(header);
    InputStream text = new SequenceInputStream(new ByteArrayInputStream(start), new Garbage(kind));
    return kind.gzip ? packed(text) : text;
  }

  /** Packs on a thread of its own, so that neither form of the text is ever whole. */
  private static InputStream packed(InputStream text) throws IOException {
    PipedInputStream packed = new PipedInputStream(1 << 16);
    PipedOutputStream pipe = new PipedOutputStream(packed);
    Thread packer =
        new Thread(() -> {
          try (OutputStream gzip = new GZIPOutputStream(pipe)) {
            text.transferTo(gzip);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    packer.setDaemon(true); // where the reader stops early
    packer.setUncaughtExceptionHandler((thread, e) -> {});
    packer.start();
    return packed;
  }

  private static final class Garbage extends InputStream {
    private final Kind kind;
    private final Random random = new Random(1);
    private int left;

    Garbage(Kind kind) {
      this.kind = kind;
      left = kind.megabytes << 20;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int part = Math.min(left, length);
      if (part == 0) {
        return -1;
      }
      kind.fill(target, offset, part, random);
      left -= part;
      return part;
    }
  }
}
