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
 */
public record Seen(Checkpoint checkpoint, Optional<List<Hash>> proof) {
  public Seen {
    proof = proof.map(List::copyOf);
  }

  public Seen(Checkpoint checkpoint, List<Hash> proof) {
    this(checkpoint, Optional.of(proof));
  }
}
