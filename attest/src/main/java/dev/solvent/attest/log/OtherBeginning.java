package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.util.List;

/**
 * The root that the newer log's first entries have, as many as the older log had, and the proof of
 * it. Where it is another than the older log's, no third party needs anything else to see the fork.
 */
public record OtherBeginning(Hash root, List<Hash> proof) {
  public OtherBeginning {
    proof = List.copyOf(proof);
    if (proof.size() > Lines.MAX_PROOF) {
      throw new IllegalArgumentException(proof.size() + " hashes, want at most " + Lines.MAX_PROOF);
    }
  }

  /** Whether the newer log is shown not to begin with the older one. */
  boolean refutes(Checkpoint older, Checkpoint newer) {
    return older.size() > 0
        && !root.equals(older.root())
        && LogConsistency.check(new Checkpoint(older.origin(), older.size(), root), newer, proof)
            instanceof ProofVerdict.Accepted;
  }
}
