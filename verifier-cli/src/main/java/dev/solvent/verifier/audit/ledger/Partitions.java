package dev.solvent.verifier.audit.ledger;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Entries set down on disk by the first bits of their hash, to be read back one partition at a
 * time. First every writer appends, each on its own thread; then any thread may read. The file has
 * no name: the system removes it with the process.
 */
final class Partitions implements Closeable {
  private final FileChannel file;
  private final int bits;
  private final int blockBytes;
  private final AtomicLong end = new AtomicLong();
  private final List<Writer> writers = new ArrayList<>();

  /**
   * @param bits how many of the hash's bits name the partition, 0 to 16
   */
  Partitions(Path name, int bits, int blockEntries) throws IOException {
    this.bits = bits;
    blockBytes = blockEntries * Entry.BYTES;
    file =
        FileChannel.open(
            name,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  int count() {
    return 1 << bits;
  }

  synchronized Writer newWriter() {
    Writer writer = new Writer();
    writers.add(writer);
    return writer;
  }

  /** How many bytes the entries of a partition have. */
  long bytes(int partition) {
    long bytes = 0;
    for (Writer writer : writers) {
      bytes += (long) writer.blocks[partition].length * blockBytes + writer.used[partition];
    }
    return bytes;
  }

  /** Every entry of a partition, in no order. */
  byte[] read(int partition) throws IOException {
    byte[] entries = new byte[Math.toIntExact(bytes(partition))];
    int at = 0;
    for (Writer writer : writers) {
      for (long position : writer.blocks[partition]) {
        readFully(ByteBuffer.wrap(entries, at, blockBytes), position);
        at += blockBytes;
      }
      int used = writer.used[partition];
      System.arraycopy(writer.buffer, partition * blockBytes, entries, at, used);
      at += used;
    }
    return entries;
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    for (long at = position; target.hasRemaining(); ) {
      int read = file.read(target, at);
      if (read < 0) {
        throw new EOFException("temporary file ends at " + at + ", want a block there");
      }
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    writers.clear();
    file.close();
  }

  /** Appends entries; owned by one thread. */
  final class Writer {
    private final byte[] buffer = new byte[count() * blockBytes];
    private final int[] used = new int[count()];
    private final long[][] blocks = new long[count()][0];

    void append(byte[] entry) throws IOException {
      int first = (entry[0] & 0xFF) << 8 | (entry[1] & 0xFF);
      int partition = first >>> (16 - bits);
      int start = partition * blockBytes;
      if (used[partition] == blockBytes) {
        flush(partition, start);
      }
      System.arraycopy(entry, 0, buffer, start + used[partition], Entry.BYTES);
      used[partition] += Entry.BYTES;
    }

    private void flush(int partition, int start) throws IOException {
      long position = end.getAndAdd(blockBytes);
      for (int done = 0; done < blockBytes; ) {
        ByteBuffer rest = ByteBuffer.wrap(buffer, start + done, blockBytes - done);
        done += file.write(rest, position + done);
      }
      int count = blocks[partition].length;
      blocks[partition] = Arrays.copyOf(blocks[partition], count + 1);
      blocks[partition][count] = position;
      used[partition] = 0;
    }
  }
}
