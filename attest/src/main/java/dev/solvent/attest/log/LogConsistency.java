package dev.solvent.attest.log;

import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.log.ProofVerdict.Reason;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.merkle.Hash;
import java.util.List;

/**
 * That a newer log begins with all that an older one had: {@code docs/spec/log.md} section 8. Every
 * log begins with the empty one, and no proof is needed for that.
 */
public final class LogConsistency {
  private LogConsistency() {}

  public static ProofVerdict check(Checkpoint older, Checkpoint newer, List<Hash> proof) {
    return check(older.size(), older.root(), newer.size(), newer.root(), proof);
  }

  static ProofVerdict check(long oldSize, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    if (oldSize < 0 || oldSize > size) { // step 1
      return new Rejected(
          Reason.OUT_OF_RANGE, "older size " + oldSize + ", want 0 or more and at most " + size);
    }
    if (oldSize == 0 || oldSize == size) { // step 2
      return checkWithoutProof(oldSize == 0 ? LogHasher.EMPTY_ROOT : root, oldRoot, proof);
    }
    // step 3: the way of the older log's last leaf, from the top of its last whole subtree
    int shift = Long.numberOfTrailingZeros(oldSize);
    int below = PathFold.innerLevels(oldSize - 1, size - 1);
    int first = oldSize == 1L << shift ? 0 : 1; // a whole tree is its own seed
    int inner = below - shift;
    int want = first + inner + PathFold.borderLevels(oldSize - 1, below);
    if (proof.size() != want) {
      return otherLength(proof.size(), want);
    }
    Hash seed = first == 0 ? oldRoot : proof.getFirst();
    List<Hash> path = proof.subList(first, first + inner);
    List<Hash> border = proof.subList(first + inner, want);
    long way = (oldSize - 1) >>> shift;
    Hash oldFold = PathFold.border(PathFold.innerLeft(seed, path, way), border); // step 4
    if (!oldFold.equals(oldRoot)) {
      return otherOldRoot(oldFold, oldRoot);
    }
    Hash fold = PathFold.border(PathFold.inner(seed, path, way), border); // step 5
    return fold.equals(root)
        ? new Accepted()
        : new Rejected(Reason.OTHER_ROOT, "newer root " + fold + ", want " + root);
  }

  private static ProofVerdict checkWithoutProof(Hash want, Hash oldRoot, List<Hash> proof) {
    if (!proof.isEmpty()) {
      return otherLength(proof.size(), 0);
    }
    return oldRoot.equals(want) ? new Accepted() : otherOldRoot(want, oldRoot);
  }

  private static Rejected otherLength(int found, int want) {
    return new Rejected(Reason.OTHER_LENGTH, found + " hashes, want " + want);
  }

  private static Rejected otherOldRoot(Hash found, Hash want) {
    return new Rejected(Reason.OTHER_OLD_ROOT, "older root " + found + ", want " + want);
  }
}
