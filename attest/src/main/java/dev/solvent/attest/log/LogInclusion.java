package dev.solvent.attest.log;

import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.log.ProofVerdict.Reason;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.merkle.Hash;
import java.util.List;

/** That an entry stands in a log, at one index: {@code docs/spec/log.md} section 7. */
public final class LogInclusion {
  private LogInclusion() {}

  public static ProofVerdict check(Hash leaf, long index, List<Hash> path, Checkpoint checkpoint) {
    return check(leaf, index, path, checkpoint.size(), checkpoint.root());
  }

  static ProofVerdict check(Hash leaf, long index, List<Hash> path, long size, Hash root) {
    if (index < 0 || index >= size) { // step 1
      return new Rejected(
          Reason.OUT_OF_RANGE, "index " + index + ", want 0 or more and below the size " + size);
    }
    int inner = PathFold.innerLevels(index, size - 1);
    int want = inner + PathFold.borderLevels(index, inner);
    if (path.size() != want) { // step 2
      return new Rejected(Reason.OTHER_LENGTH, path.size() + " hashes, want " + want);
    }
    Hash hash = PathFold.inner(leaf, path.subList(0, inner), index); // step 3
    hash = PathFold.border(hash, path.subList(inner, want));
    return hash.equals(root)
        ? new Accepted()
        : new Rejected(Reason.OTHER_ROOT, "root " + hash + ", want the checkpoint's " + root);
  }
}
