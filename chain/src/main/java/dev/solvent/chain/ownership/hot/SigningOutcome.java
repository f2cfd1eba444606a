package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.ownership.OwnershipProof;

/** What came of signing a challenge by the keys of a file. */
public sealed interface SigningOutcome {
  /** A proof whose signature attest has verified. */
  record Signed(OwnershipProof proof) implements SigningOutcome {}

  /** Nothing was signed. */
  record Refused(String detail) implements SigningOutcome {}
}
