package dev.solvent.merkle.book;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Some bytes, and then a failure instead of an end. */
final class FailingSource extends InputStream {
  private final ByteArrayInputStream bytes;
  private final IOException failure;

  FailingSource(byte[] bytes, IOException failure) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    read(one, 0, 1);
    return one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = bytes.read(target, offset, length);
    if (read < 0) {
      throw failure;
    }
    return read;
  }
}
