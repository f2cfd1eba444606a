package dev.solvent.merkle.book;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a source: unpacked where it is gzip, its bytes counted. Used by one thread at a time,
 * but for the count.
 */
final class TextSource implements Closeable {
  private final Counted counted;
  private final InputStream text;
  private boolean ended;
  private @Nullable String damage;

  /** Looks at the first two bytes; those of gzip can begin no UTF-8 text. */
  TextSource(InputStream source) throws IOException {
    counted = new Counted(source);
    PushbackInputStream start = new PushbackInputStream(counted, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
    text = gzip ? new Gunzip(start) : start;
  }

  /**
   * Fills {@code target[from..to)} and returns where the bytes end: before {@code to} if the text
   * does.
   */
  int fill(byte[] target, int from, int to) throws IOException {
    int at = from;
    try {
      while (at < to && !ended) {
        int count = text.read(target, at, to - at);
        ended = count < 0;
        at += Math.max(0, count);
      }
    } catch (ZipException e) {
      if (counted.failed) {
        throw e;
      }
      damage = e.getMessage();
      ended = true;
    }
    return at;
  }

  /** Whether there is no more to read. */
  boolean ended() {
    return ended;
  }

  /** What ended a compressed text before its end; null if nothing did. */
  @Nullable String damage() {
    return damage;
  }

  long bytesRead() {
    return counted.count.get();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /** Counts, and tells a source that fails from one that was read and makes no sense. */
  private static final class Counted extends FilterInputStream {
    private final AtomicLong count = new AtomicLong();
    private boolean failed;

    Counted(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = super.read(target, offset, length);
        if (read > 0) {
          count.addAndGet(read);
        }
        return read;
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
