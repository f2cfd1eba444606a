package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records set down on disk by the first bits of their key, to be read back one partition at a time.
 *
 * <p>A record begins with its key, an unsigned 64-bit number. Each writing thread has a buffer a
 * partition; a full one becomes a block of the file, which names the block before it of the same
 * writer and partition, so that memory holds one position a partition however large the file grows.
 * What is still in the buffers is read from there. The file has no name: the system removes it with
 * the process.
 *
 * <p>First every writer appends, each on its own thread; then any thread may read.
 */
final class Spill implements Closeable {
  /** Block: u64 position of the block before (or -1), u32 bytes used, records. */
  private static final int BLOCK_HEADER = 12;

  /** Of a partition: bytes staged, bytes used in its block, records, its last block or -1. */
  private static final int STAGED = 0;

  private static final int USED = 1;
  private static final int COUNT = 2;
  private static final int LAST = 3;
  private static final int STATE = 4;

  /** Every record fits into a stage. */
  private static final int STAGE = 512;

  /** A block holds at least what is staged. */
  static final int SMALLEST_BLOCK = 1024;

  /** Takes records that stand side by side; to be read before this returns. */
  interface Visitor {
    void records(byte[] block, int from, int to) throws IOException;
  }

  /** Tells a record's length from its bytes. */
  interface Shape {
    int length(byte[] block, int at);
  }

  private final FileChannel file;
  private final Shape shape;
  private final int skippedBits;
  private final int bits;
  private final int blockBytes;
  private final AtomicLong end = new AtomicLong();
  private final List<Writer> writers = new ArrayList<>();

  /**
   * @param skippedBits the bits of the key that all records share
   * @param bits how many of the bits after those name the partition
   */
  Spill(Path name, Shape shape, int skippedBits, int bits, int blockBytes) throws IOException {
    this.shape = shape;
    this.skippedBits = skippedBits;
    this.bits = bits;
    this.blockBytes = blockBytes;
    file =
        FileChannel.open(
            name,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  int partitions() {
    return 1 << bits;
  }

  /** The records of one partition in a spill of their own, by the bits of the key that follow. */
  Spill split(int partition, Path name, int furtherBits) throws IOException {
    int shared = skippedBits + bits;
    if (shared + furtherBits > 64) {
      throw new IOException("records with one key beyond the memory for sorting, want more memory");
    }
    Spill finer = new Spill(name, shape, shared, furtherBits, SMALLEST_BLOCK);
    Writer writer = finer.newWriter();
    read(
        partition,
        (block, from, to) -> {
          int length;
          for (int at = from; at < to; at += length) {
            length = shape.length(block, at);
            writer.append(block, at, length);
          }
        });
    return finer;
  }

  synchronized Writer newWriter() {
    Writer writer = new Writer();
    writers.add(writer);
    return writer;
  }

  /** How many records the partition holds. */
  long count(int partition) {
    long count = 0;
    for (Writer writer : writers) {
      count += writer.state[STATE * partition + COUNT];
    }
    return count;
  }

  /** Visits the records of a partition, in no order. */
  void read(int partition, Visitor visitor) throws IOException {
    byte[] block = new byte[blockBytes];
    for (Writer writer : writers) {
      int state = STATE * partition;
      int stage = partition * STAGE;
      visitor.records(writer.stages, stage, stage + (int) writer.state[state + STAGED]);
      int unwritten = (int) writer.state[state + USED];
      writer.blocks.get(partition * blockBytes, block, 0, unwritten);
      visitor.records(block, BLOCK_HEADER, unwritten);
      for (long position = writer.state[state + LAST]; position >= 0; ) {
        readFully(block, position);
        long before = Bytes.getLong(block, 0);
        int used = Bytes.getInt(block, 8);
        if (before >= position || used < BLOCK_HEADER || used > blockBytes) { // or we read for ever
          throw new IOException("temporary file was damaged at " + position);
        }
        visitor.records(block, BLOCK_HEADER, used);
        position = before;
      }
    }
  }

  private void readFully(byte[] block, long position) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(block);
    while (target.hasRemaining()) {
      int read = file.read(target, position + target.position());
      if (read < 0) {
        if (target.position() >= BLOCK_HEADER && target.position() >= Bytes.getInt(block, 8)) {
          return; // the file's last block, written as far as it was used
        }
        throw new EOFException("temporary file ends at " + position + ", want a block there");
      }
    }
  }

  @Override
  public void close() throws IOException {
    writers.clear();
    file.close();
  }

  /** How many bytes of memory a writer takes a partition. */
  static int bytesPerPartition(int blockBytes) {
    return blockBytes + STAGE + STATE * Long.BYTES;
  }

  /**
   * Appends records; owned by one thread. They are gathered in stages that stay in the cache
   * together, and go from there to the blocks, which do not: a store that waits for memory would
   * hold up the hashing after it.
   */
  final class Writer {
    private final byte[] stages = new byte[partitions() * STAGE];
    private final ByteBuffer blocks = ByteBuffer.allocateDirect(partitions() * blockBytes);
    private final long[] state = new long[partitions() * STATE];

    private Writer() {
      for (int partition = 0; partition < partitions(); partition++) {
        state[STATE * partition + USED] = BLOCK_HEADER;
        state[STATE * partition + LAST] = -1;
      }
    }

    void append(byte[] record, int at, int length) throws IOException {
      long key = Bytes.getLong(record, at) << skippedBits;
      int partition = bits == 0 ? 0 : (int) (key >>> (64 - bits));
      int own = STATE * partition;
      if (state[own + STAGED] + length > STAGE) {
        moveToBlock(partition);
      }
      int staged = (int) state[own + STAGED];
      System.arraycopy(record, at, stages, partition * STAGE + staged, length);
      state[own + STAGED] += length;
      state[own + COUNT]++;
    }

    private void moveToBlock(int partition) throws IOException {
      int own = STATE * partition;
      int staged = (int) state[own + STAGED];
      if (state[own + USED] + staged > blockBytes) {
        flush(partition);
      }
      int target = partition * blockBytes + (int) state[own + USED];
      blocks.put(target, stages, partition * STAGE, staged);
      state[own + USED] += staged;
      state[own + STAGED] = 0;
    }

    private void flush(int partition) throws IOException {
      int start = partition * blockBytes;
      int used = (int) state[STATE * partition + USED];
      blocks.putLong(start, state[STATE * partition + LAST]);
      blocks.putInt(start + 8, used);
      long position = end.getAndAdd(blockBytes);
      ByteBuffer source = blocks.slice(start, used);
      for (int done = 0; done < used; ) {
        done += file.write(source, position + done);
      }
      state[STATE * partition + LAST] = position;
      state[STATE * partition + USED] = BLOCK_HEADER;
    }
  }
}
