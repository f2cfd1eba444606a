package dev.solvent.attest.verify;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * The last checkpoint that this client accepted.
 *
 * @param proof that the bundle's checkpoint follows from it; empty where nobody could be asked for
 *     one, and then only the very same checkpoint passes
 * @param refusal why the two are not one log, where that is known already: an empty proof would not
 *     say it of two that are the same
 */
public record Seen(Checkpoint checkpoint, Optional<List<Hash>> proof, Optional<String> refusal) {
  public Seen {
    proof = proof.map(List::copyOf);
  }

  public Seen(Checkpoint checkpoint, Optional<List<Hash>> proof) {
    this(checkpoint, proof, Optional.empty());
  }

  public Seen(Checkpoint checkpoint, List<Hash> proof) {
    this(checkpoint, Optional.of(proof));
  }

  /** A checkpoint that is published, and whose log does not come to it. */
  public static Seen refused(Checkpoint checkpoint, String why) {
    return new Seen(checkpoint, Optional.empty(), Optional.of(why));
  }
}
