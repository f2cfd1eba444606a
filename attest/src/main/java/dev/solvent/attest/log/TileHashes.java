package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.io.IOException;

/**
 * The hashes of a log of one size, out of its tiles. What it gives is as good as the tiles are: a
 * proof that is built on it is checked by whoever reads it.
 */
public final class TileHashes implements HashSource {
  /** Where tiles come from: a folder, a web site, a map. */
  @FunctionalInterface
  public interface Tiles {
    /** The tile's bytes: 32 for each hash of its width. */
    byte[] read(TilePath path) throws IOException;
  }

  private final long size;
  private final Tiles tiles;
  private final LogHasher hasher = new LogHasher();

  public TileHashes(long size, Tiles tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  @Override
  public Hash hash(int level, long index) throws IOException {
    int tileLevel = level / 8;
    int count = 1 << level % 8; // so many of the tile's hashes lie under the one asked for
    long first = index * count;
    long tile = first / TilePath.FULL;
    int width = TilePath.widthOf(tileLevel, tile, size);
    int from = (int) (first % TilePath.FULL);
    if (from + count > width) {
      throw new IllegalArgumentException(
          "hash " + index + " of level " + level + ", want one within a log of size " + size);
    }
    byte[] bytes = tiles.read(new TilePath(tileLevel, tile, width)).clone();
    if (bytes.length != width * Hash.BYTES) {
      throw new ContradictionException(
          "tile of " + bytes.length + " bytes, want " + width + " hashes of " + Hash.BYTES);
    }
    hasher.fold(bytes, from * Hash.BYTES, count);
    return Hash.of(bytes, from * Hash.BYTES);
  }
}
