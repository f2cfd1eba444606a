package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.HashSource;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.List;

/**
 * The log as it would be with one entry more, for whoever wants to look at an attestation before it
 * is logged for ever. The checkpoint bears the signatures of the one before it, which do not hold:
 * nothing of this passes for the log's own word. For one thread.
 */
public final class Rehearsal {
  private final SignedCheckpoint unsigned;
  private final ProofBuilder builder;

  Rehearsal(SignedCheckpoint last, Checkpoint next, byte[] entry, HashSource tiles) {
    unsigned = new SignedCheckpoint(next, last.signatures());
    builder = new ProofBuilder(new Grown(last.checkpoint().size(), LogHasher.leaf(entry), tiles));
  }

  /** What the entry's proof would be. */
  public LogProof proof() throws IOException {
    long size = unsigned.checkpoint().size();
    return new LogProof(size - 1, builder.inclusion(size - 1, size), unsigned);
  }

  /** That the log would still begin with what it was at that checkpoint. */
  public List<Hash> consistency(Checkpoint older) throws IOException {
    Checkpoint newer = unsigned.checkpoint();
    List<Hash> proof = builder.consistency(older.size(), newer.size());
    if (LogConsistency.check(older, newer, proof) instanceof Rejected rejected) {
      throw new IOException("log of size " + newer.size() + ": " + rejected.detail());
    }
    return proof;
  }

  /** The hashes of a log and of one more leaf. */
  private record Grown(long size, Hash leaf, HashSource tiles) implements HashSource {
    @Override
    public Hash hash(int level, long index) throws IOException {
      if ((index + 1) << level <= size) {
        return tiles.hash(level, index);
      }
      return level == 0
          ? leaf
          : LogHasher.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
    }
  }
}
