package dev.solvent.merkle.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file that is written at given positions by any number of threads. */
final class PositionedFile implements Closeable {
  /** Larger writes are cut up: the JDK keeps a buffer outside the heap as long as the longest. */
  private static final int PIECE = 1 << 20;

  private final FileChannel channel;

  PositionedFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void write(long position, byte[] bytes, int at, int length) throws IOException {
    int done = 0;
    while (done < length) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at + done, Math.min(PIECE, length - done));
      done += channel.write(piece, position + done);
    }
  }

  /** Returns when the disk holds what was written before. */
  void sync() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
