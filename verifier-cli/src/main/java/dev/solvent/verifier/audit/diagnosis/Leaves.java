package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.verifier.audit.kit.Rebuilt;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The leaves of a rebuilt tree in their order, as {@code docs/spec/tree-files.md} lays them out.
 * For any number of threads.
 */
final class Leaves implements LeafSource, Closeable {
  private static final String FILE = "leaves";

  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes;
  private final int height;
  private final int balanceBytes;
  private final int width;

  private Leaves(Path file, TreeHeader header) throws IOException {
    height = header.commitment().height();
    balanceBytes = header.balanceBytes();
    width = Locator.BYTES + balanceBytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != count() * width) {
        throw new IOException(file + ": " + channel.size() + " bytes, want " + count() * width);
      }
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  static Leaves open(Rebuilt.Tree tree) throws IOException {
    return new Leaves(tree.folder().resolve(FILE), tree.header());
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void read(long first, int count, byte[] records, int at) {
    for (int i = 0; i < count; i++) {
      int record = at + i * BYTES;
      long position = (first + i) * width;
      copy(position, records, record, Locator.BYTES);
      Arrays.fill(records, record + Locator.BYTES, record + BYTES, (byte) 0);
      copy(position + Locator.BYTES, records, record + BYTES - balanceBytes, balanceBytes);
    }
  }

  private void copy(long position, byte[] to, int at, int length) {
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position, to, at, length);
  }

  Locator locator(long index) {
    byte[] locator = new byte[Locator.BYTES];
    copy(index * width, locator, 0, Locator.BYTES);
    return Locator.of(locator);
  }

  Amount balance(long index) {
    byte[] record = new byte[BYTES];
    read(index, 1, record, 0);
    return LeafSource.balance(record, 0);
  }

  /** How many leaves stand before this locator. */
  long before(Locator locator) {
    long low = 0;
    long high = count();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (locator(middle).compareTo(locator) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void close() {
    arena.close();
  }
}
