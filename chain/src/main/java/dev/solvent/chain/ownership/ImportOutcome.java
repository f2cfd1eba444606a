package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import java.util.List;
import java.util.Optional;

/** What became of signatures that were made elsewhere. */
public sealed interface ImportOutcome {
  /** A proof that attest accepts as of the attestation, ready to be kept. */
  record Accepted(OwnershipProof proof, OwnershipOutcome.Signed signed) implements ImportOutcome {}

  /** A Safe wants more of its owners to sign. */
  record Waiting(List<EvmAddress> signed, List<EvmAddress> open, int threshold)
      implements ImportOutcome {
    public Waiting {
      signed = List.copyOf(signed);
      open = List.copyOf(open);
    }
  }

  /**
   * Not accepted.
   *
   * @param detail what attest found
   * @param hint the mistake that it most likely comes from
   */
  record Refused(String detail, Optional<String> hint) implements ImportOutcome {}
}
