package dev.solvent.merkle.tree;

import dev.solvent.merkle.Hash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes one tree's folder: leaves and nodes at their places, from any number of threads, and the
 * header last.
 */
final class TreeWriter implements NodeSink, Closeable {
  static final String LEAVES = "leaves";
  static final String NODES = "nodes";

  private final Path folder;
  private final int height;
  private final int balanceBytes;
  private final int sumBytes;
  private final PositionedFile leaves;
  private final PositionedFile nodes;
  private final long[] levelStart; // in nodes
  private final CountDownLatch whole = new CountDownLatch(1);

  TreeWriter(Path folder, int height, int balanceBytes, int sumBytes) throws IOException {
    this.folder = folder;
    this.height = height;
    this.balanceBytes = balanceBytes;
    this.sumBytes = sumBytes;
    Files.createDirectory(folder);
    leaves = new PositionedFile(folder.resolve(LEAVES));
    nodes = new PositionedFile(folder.resolve(NODES));
    levelStart = new long[height + 1];
    long start = 0;
    for (int level = TreeHeader.LOWEST_STORED_LEVEL; level <= height; level++) {
      levelStart[level] = start;
      start += 1L << (height - level);
    }
  }

  /** Writes sorted leaves, {@linkplain LeafRecord records} of this tree's width. */
  void leaves(long first, byte[] records, int count) throws IOException {
    int width = LeafRecord.bytes(balanceBytes);
    leaves.write(first * width, records, 0, count * width);
  }

  @Override
  public void nodes(int level, long first, byte[] from, int at, int count) throws IOException {
    if (level < TreeHeader.LOWEST_STORED_LEVEL || count == 0) {
      return;
    }
    int width = Hash.BYTES + sumBytes;
    byte[] packed = new byte[count * width];
    for (int i = 0; i < count; i++) {
      int node = at + i * (Hash.BYTES + 16);
      System.arraycopy(from, node, packed, i * width, Hash.BYTES);
      System.arraycopy(from, node + 48 - sumBytes, packed, i * width + Hash.BYTES, sumBytes);
    }
    nodes.write((levelStart[level] + first) * width, packed, 0, packed.length);
  }

  int height() {
    return height;
  }

  /** Writes the header: the tree is whole. */
  void header(TreeHeader header) throws IOException {
    Files.write(folder.resolve(TreeHeader.FILE), header.toBytes(), StandardOpenOption.CREATE_NEW);
    whole.countDown();
  }

  /** Whether the tree is whole, waiting so long for it at most. */
  boolean awaitWhole(long millis) throws InterruptedException {
    return whole.await(millis, TimeUnit.MILLISECONDS);
  }

  int balanceBytes() {
    return balanceBytes;
  }

  int sumBytes() {
    return sumBytes;
  }

  /** Returns when the disk holds the files' bytes. */
  void sync() throws IOException {
    leaves.sync();
    nodes.sync();
  }

  @Override
  public void close() throws IOException {
    leaves.close();
    nodes.close();
  }
}
