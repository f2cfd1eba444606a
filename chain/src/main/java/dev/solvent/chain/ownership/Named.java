package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import java.util.HashSet;
import java.util.Set;

/**
 * The blocks and checkpoints that a folder's files rest on. Whether they are genuine is to be asked
 * of nodes and of the log before they become terms, and every observer has to confirm the blocks,
 * or no reader takes the proofs.
 */
public record Named(Set<BlockRef> blocks, Set<CheckpointRef> checkpoints) {
  public Named {
    blocks = Set.copyOf(blocks);
    checkpoints = Set.copyOf(checkpoints);
  }

  static Named of(Iterable<OwnershipProof> proofs, Iterable<OwnershipChallenge> challenges) {
    Set<BlockRef> blocks = new HashSet<>();
    Set<CheckpointRef> checkpoints = new HashSet<>();
    for (OwnershipChallenge challenge : challenges) {
      blocks.add(challenge.block());
      checkpoints.add(challenge.checkpoint());
    }
    for (OwnershipProof proof : proofs) {
      blocks.addAll(OwnershipTerms.blocksOf(proof));
      checkpoints.add(proof.challenge().checkpoint());
    }
    return new Named(blocks, checkpoints);
  }
}
