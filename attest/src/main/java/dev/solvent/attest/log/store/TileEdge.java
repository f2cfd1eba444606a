package dev.solvent.attest.log.store;

import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.TilePath;
import dev.solvent.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The right edge of a log: of each level the tile that is not yet full. Whatever is appended goes
 * through here, and full tiles fall out. Makes no object a hash; not for several threads.
 */
final class TileEdge {
  /** 2^63 entries fill no tile of level 7. */
  private static final int LEVELS = 8;

  /** Takes a tile or bundle whose bytes are the first {@code length} of an array that is reused. */
  interface Sink {
    void tile(TilePath path, byte[] bytes, int length) throws IOException;
  }

  private final LogHasher hasher = new LogHasher();
  private final byte[][] tiles = new byte[LEVELS][TilePath.FULL * Hash.BYTES];
  private final boolean[] changed = new boolean[LEVELS];
  private ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private long size;

  long size() {
    return size;
  }

  /** The same edge, free to go on by itself; as if nothing had been appended since a flush. */
  TileEdge copy() {
    TileEdge copy = new TileEdge();
    for (int level = 0; level < LEVELS; level++) {
      copy.tiles[level] = tiles[level].clone();
    }
    copy.bundle.writeBytes(bundle.toByteArray());
    copy.size = size;
    return copy;
  }

  /** Takes up where a log of that size stands: the bytes of each tile that is not full. */
  static TileEdge load(long size, TileReader reader) throws IOException {
    TileEdge edge = new TileEdge();
    edge.size = size;
    for (int level = 0; level < LEVELS; level++) {
      int width = edge.width(level);
      if (width > 0) {
        byte[] bytes = reader.read(edge.path(level));
        if (bytes.length != width * Hash.BYTES) {
          throw new IOException(
              edge.path(level) + " of " + bytes.length + " bytes, want " + width + " hashes");
        }
        System.arraycopy(bytes, 0, edge.tiles[level], 0, bytes.length);
      }
    }
    if (edge.width(0) > 0) {
      edge.bundle.writeBytes(reader.read(edge.path(TilePath.ENTRIES)));
    }
    return edge;
  }

  /** Reads what stands under a path, whole. */
  interface TileReader {
    byte[] read(TilePath path) throws IOException;
  }

  private int width(int level) {
    return (int) (size >>> (8 * Math.max(level, 0))) & (TilePath.FULL - 1);
  }

  /** Of the tile that is not full. */
  private TilePath path(int level) {
    return new TilePath(level, size >>> (8 * (Math.max(level, 0) + 1)), width(level));
  }

  /** Appends {@code source[from..from+length)} as one entry. */
  void append(byte[] source, int from, int length, Sink sink) throws IOException {
    bundle.write(length >>> 8);
    bundle.write(length);
    bundle.write(source, from, length);
    hasher.leaf(source, from, length, tiles[0], width(0) * Hash.BYTES);
    grow(sink);
  }

  /** Appends an entry of which only the hash is known; bundles are of no use from then on. */
  void appendHash(byte[] tile, int at, Sink sink) throws IOException {
    System.arraycopy(tile, at, tiles[0], width(0) * Hash.BYTES, Hash.BYTES);
    grow(sink);
  }

  private void grow(Sink sink) throws IOException {
    size++;
    changed[0] = true;
    if (width(0) == 0) {
      byte[] full = bundle.toByteArray();
      sink.tile(new TilePath(TilePath.ENTRIES, (size >>> 8) - 1, TilePath.FULL), full, full.length);
      bundle.reset();
    }
    for (int level = 0; level < LEVELS - 1 && width(level) == 0; level++) {
      byte[] tile = tiles[level];
      long index = (size >>> (8 * (level + 1))) - 1;
      sink.tile(new TilePath(level, index, TilePath.FULL), tile, tile.length);
      hasher.fold(tile, 0, TilePath.FULL);
      int above = (int) (index & (TilePath.FULL - 1));
      System.arraycopy(tile, 0, tiles[level + 1], above * Hash.BYTES, Hash.BYTES);
      changed[level] = false;
      changed[level + 1] = true;
    }
  }

  /** Hands out every tile that grew since the last time and is not full. */
  void flush(Sink sink) throws IOException {
    if (changed[0]) {
      byte[] entries = bundle.toByteArray();
      sink.tile(path(TilePath.ENTRIES), entries, entries.length);
    }
    for (int level = 0; level < LEVELS; level++) {
      if (changed[level]) {
        sink.tile(path(level), tiles[level], width(level) * Hash.BYTES);
      }
    }
    Arrays.fill(changed, false);
  }

  /** The root over everything: whole subtrees, joined from the right. */
  Hash root() {
    byte[] root = new byte[Hash.BYTES];
    boolean any = false;
    for (int level = 0; level < LEVELS; level++) {
      byte[] tile = tiles[level].clone();
      for (int end = width(level); end > 0; end &= end - 1) {
        int count = Integer.lowestOneBit(end);
        int at = (end - count) * Hash.BYTES;
        hasher.fold(tile, at, count);
        if (any) {
          hasher.node(tile, at, root, 0, root, 0);
        } else {
          System.arraycopy(tile, at, root, 0, Hash.BYTES);
          any = true;
        }
      }
    }
    return any ? Hash.of(root) : LogHasher.EMPTY_ROOT;
  }
}
