package dev.solvent.merkle.book;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text in a gzip file (RFC 1952), of all its members. Whatever is wrong with the file, at its
 * very end too, is a {@link ZipException}.
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}, which takes what follows a member for the end where
 * it is no member or has not arrived yet: half of a book would pass for all of it. Used by one
 * thread at a time.
 */
final class Gunzip extends InputStream {
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 0x02;
  private static final int EXTRA = 0x04;
  private static final int NAME = 0x08;
  private static final int COMMENT = 0x10;
  private static final int RESERVED = 0xE0;

  private final InputStream source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 textCrc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int at;
  private int limit;
  private boolean inMember;
  private @Nullable ZipException damage;

  Gunzip(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (inMember || beginMember()) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        textCrc.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else {
        requireMore();
        inflater.setInput(input, 0, limit);
      }
    }
    return -1;
  }

  /**
   * Inflates what it can; where the data makes no sense, that is said only once all before is out.
   */
  private int inflate(byte[] target, int offset, int length) throws ZipException {
    if (damage != null) {
      throw damage;
    }
    long before = inflater.getBytesWritten();
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      damage = new ZipException(String.valueOf(e.getMessage()));
      damage.initCause(e);
      int count = (int) (inflater.getBytesWritten() - before);
      if (count == 0) {
        throw damage;
      }
      return count;
    }
  }

  /** Reads a member's header; false at the end of the file. */
  private boolean beginMember() throws IOException {
    if (at == limit && !more()) {
      return false;
    }
    headerCrc.reset();
    if (u16() != MAGIC) {
      throw new ZipException("bytes that are no gzip member");
    }
    if (u8() != DEFLATE) {
      throw new ZipException("a compression method that is not deflate");
    }
    int flags = u8();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("reserved flags");
    }
    skip(6); // time, extra flags, operating system
    if ((flags & EXTRA) != 0) {
      skip(u16());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      int computed = (int) headerCrc.getValue() & 0xFFFF;
      if (u16() != computed) {
        throw new ZipException("a header with another checksum");
      }
    }
    inflater.reset();
    inflater.setInput(input, at, limit - at);
    textCrc.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    at = limit - inflater.getRemaining();
    long textLength = inflater.getBytesWritten();
    if (u32() != (int) textCrc.getValue()) {
      throw new ZipException("text with another checksum");
    }
    if (u32() != (int) textLength) {
      throw new ZipException("text of another length");
    }
    inMember = false;
  }

  private void skipText() throws IOException {
    while (u8() != 0) {
      // up to the zero that ends it
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u8();
    }
  }

  private int u32() throws IOException {
    return u16() | u16() << 16;
  }

  private int u16() throws IOException {
    return u8() | u8() << 8;
  }

  private int u8() throws IOException {
    if (at == limit) {
      requireMore();
    }
    int value = input[at] & 0xFF;
    at++;
    headerCrc.update(value);
    return value;
  }

  private void requireMore() throws IOException {
    if (!more()) {
      throw new ZipException("an end in the middle");
    }
  }

  /** Reads on, once all that was read is used up; false at the end. */
  private boolean more() throws IOException {
    at = 0;
    limit = Math.max(0, source.read(input));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    source.close();
  }
}
