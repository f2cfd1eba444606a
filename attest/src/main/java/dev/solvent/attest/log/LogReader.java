package dev.solvent.attest.log;

import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Entries and proofs out of the tiles of a log. Every proof is checked before it leaves, so that a
 * flipped bit on a disk is an error and not a proof that customers refuse. As good for any number
 * of threads as its tiles are.
 */
public final class LogReader {
  private final TileHashes.Tiles tiles;

  public LogReader(TileHashes.Tiles tiles) {
    this.tiles = tiles;
  }

  public byte[] entry(long index, Checkpoint checkpoint) throws IOException {
    long bundle = index / TilePath.FULL;
    int width = TilePath.widthOf(TilePath.ENTRIES, bundle, checkpoint.size());
    TilePath path = new TilePath(TilePath.ENTRIES, bundle, width);
    try {
      return EntryBundle.parse(tiles.read(path), width).get((int) (index % TilePath.FULL));
    } catch (MalformedException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Of the entry at the index, in the log of that checkpoint. */
  public LogProof proof(long index, SignedCheckpoint signed) throws IOException {
    Checkpoint checkpoint = signed.checkpoint();
    LogProof proof =
        new LogProof(index, builder(checkpoint.size()).inclusion(index, checkpoint.size()), signed);
    if (proof.check(entry(index, checkpoint), index) instanceof Rejected rejected) {
      throw new ContradictionException(
          "log of size " + checkpoint.size() + ": " + rejected.detail());
    }
    return proof;
  }

  /** Whether the log of that checkpoint was once what the older one says. */
  public boolean begins(Checkpoint older, Checkpoint newer) throws IOException {
    return older.origin().equals(newer.origin())
        && older.size() <= newer.size()
        && builder(newer.size()).root(older.size()).equals(older.root());
  }

  /** That the newer log begins with the older one; both are of one origin. */
  public List<Hash> consistency(Checkpoint older, Checkpoint newer) throws IOException {
    if (!older.origin().equals(newer.origin())) {
      throw new ContradictionException(
          "checkpoint of " + newer.origin() + ", want " + older.origin());
    }
    if (older.size() > newer.size()) {
      throw new ContradictionException(
          "checkpoint of size " + newer.size() + ", want at least the " + older.size() + " before");
    }
    List<Hash> proof = builder(newer.size()).consistency(older.size(), newer.size());
    if (LogConsistency.check(older, newer, proof) instanceof Rejected rejected) {
      throw new ContradictionException("log of size " + newer.size() + ": " + rejected.detail());
    }
    return proof;
  }

  /**
   * What two checkpoints are to each other by these tiles, which are held to the newer one.
   *
   * @param older not the larger
   */
  public Lineage lineage(Checkpoint older, Checkpoint newer) throws IOException {
    if (older.size() == newer.size() || !older.origin().equals(newer.origin())) {
      return Lineage.of(older, newer, Optional.empty());
    }
    try {
      ProofBuilder builder = builder(newer.size());
      Hash root = builder.root(older.size());
      List<Hash> proof = builder.consistency(older.size(), newer.size());
      Checkpoint beginning = new Checkpoint(older.origin(), older.size(), root);
      if (LogConsistency.check(beginning, newer, proof) instanceof Rejected rejected) {
        return new Lineage.NotShown("tiles of another log: " + rejected.detail());
      }
      return beginning.equals(older)
          ? new Lineage.Continued(proof)
          : new Lineage.Forked(Optional.of(new OtherBeginning(root, proof)));
    } catch (ContradictionException e) {
      return new Lineage.NotShown(String.valueOf(e.getMessage()));
    }
  }

  private ProofBuilder builder(long size) {
    return new ProofBuilder(new TileHashes(size, tiles));
  }
}
