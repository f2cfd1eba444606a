package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Holds what a log publishes to its checkpoint: the tiles to the root, each full tile to its place
 * in the tile above, each bundle of entries to the tile of its hashes. A tile that lies is named.
 * Memory holds one bundle. One thread.
 *
 * <p>Where everything below an index was held to an earlier checkpoint before, and that is shown to
 * be a beginning of this one, the rest is enough.
 */
public final class LogAudit {
  /** Takes the entries in their order, each after it was held to the checkpoint. */
  @FunctionalInterface
  public interface Entries {
    void entry(long index, byte[] bytes) throws IOException;
  }

  /** Hourly statements of eleven years: a log that claims more is not walked through. */
  private static final long MOST = 100_000;

  /** 2^63 entries fill no tile of level 7. */
  private static final int LEVELS = 7;

  private final long size;
  private final TileHashes.Tiles tiles;
  private final TileHashes hashes;

  private LogAudit(long size, TileHashes.Tiles tiles) {
    this.size = size;
    this.tiles = tiles;
    hashes = new TileHashes(size, tiles);
  }

  /**
   * Reads every entry from that index on.
   *
   * @throws ContradictionException where something is not what the checkpoint commits to
   */
  public static void run(long from, Checkpoint checkpoint, TileHashes.Tiles tiles, Entries entries)
      throws IOException {
    if (checkpoint.size() - from > MOST) {
      throw new ContradictionException(
          "log of size " + checkpoint.size() + ", want at most " + MOST + " entries after " + from);
    }
    LogAudit audit = new LogAudit(checkpoint.size(), tiles);
    Hash root = new ProofBuilder(audit.hashes).root(checkpoint.size());
    if (!root.equals(checkpoint.root())) {
      throw new ContradictionException(
          "tiles of the root " + root + ", want " + checkpoint.root() + " of the checkpoint");
    }
    for (int level = 0; level < LEVELS; level++) {
      audit.holdToTileAbove(level, from);
    }
    long first = from / TilePath.FULL;
    for (long index = first; index * TilePath.FULL < checkpoint.size(); index++) {
      audit.holdToHashes(index, from, entries);
    }
  }

  private void holdToTileAbove(int level, long from) throws IOException {
    int bits = 8 * (level + 1);
    for (long index = from >>> bits; index < size >>> bits; index++) {
      Hash folded =
          LogHasher.node(hashes.hash(bits - 1, 2 * index), hashes.hash(bits - 1, 2 * index + 1));
      if (!folded.equals(hashes.hash(bits, index))) {
        throw new ContradictionException(
            new TilePath(level, index, TilePath.FULL)
                + ": root "
                + folded
                + ", want that of the tile above");
      }
    }
  }

  private void holdToHashes(long index, long from, Entries entries) throws IOException {
    int width = TilePath.widthOf(TilePath.ENTRIES, index, size);
    TilePath path = new TilePath(TilePath.ENTRIES, index, width);
    byte[] bundle = tiles.read(path);
    int[] ends;
    try {
      ends = EntryBundle.ends(bundle, width);
    } catch (MalformedException e) {
      throw new ContradictionException(path + ": " + e.getMessage());
    }
    byte[] hashed = new byte[width * Hash.BYTES];
    EntryBundle.hash(bundle, ends, new LogHasher(), hashed);
    int differs = Arrays.mismatch(hashed, tiles.read(new TilePath(0, index, width)));
    if (differs >= 0) {
      throw new ContradictionException(
          path
              + ": entry "
              + (index * TilePath.FULL + differs / Hash.BYTES)
              + " of another hash, want that of its tile");
    }
    for (int i = 0; i < width; i++) {
      long at = index * TilePath.FULL + i;
      if (at >= from) {
        entries.entry(at, Arrays.copyOfRange(bundle, i == 0 ? 2 : ends[i - 1] + 2, ends[i]));
      }
    }
  }
}
