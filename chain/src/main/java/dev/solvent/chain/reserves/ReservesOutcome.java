package dev.solvent.chain.reserves;

import dev.solvent.attest.reserves.ReservesManifest;

/** What came of reading the reserves. */
public sealed interface ReservesOutcome {
  ReadingNotes notes();

  /** Everything was read, and the pins stand. */
  record Complete(ReservesManifest manifest, ReadingNotes notes) implements ReservesOutcome {}

  /** There is no manifest. */
  record Refused(Reason reason, String detail, ReadingNotes notes) implements ReservesOutcome {}

  /** Why there is none. */
  enum Reason {
    /** A chain of the list has no nodes. */
    NO_NODES,
    /** The policy does not know what an asset covers. */
    UNKNOWN_ASSET,
    /** A custodian's statement is not one for this attestation. */
    CUSTODIAN,
    /** The nodes of a chain do not agree on a final block. */
    NO_QUORUM,
    /** Blocks and moment are further apart than the policy allows. */
    SKEW,
    /** A figure could not be read from any node. */
    UNREADABLE,
    /** A pinned block is no longer the chain's. */
    MOVED
  }
}
