package dev.solvent.attest.verify;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.merkle.Hash;
import java.util.List;

/**
 * The last checkpoint that this client accepted, and the proof that the bundle's follows from it.
 */
public record Seen(Checkpoint checkpoint, List<Hash> proof) {
  public Seen {
    proof = List.copyOf(proof);
  }
}
