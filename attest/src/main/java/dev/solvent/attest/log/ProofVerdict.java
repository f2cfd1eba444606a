package dev.solvent.attest.log;

/** What the check of a proof about the log says. */
public sealed interface ProofVerdict {
  /** The proof shows what it is meant to. */
  record Accepted() implements ProofVerdict {}

  /** It does not, for this reason; found and wanted in one sentence. */
  record Rejected(Reason reason, String detail) implements ProofVerdict {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** The index is not below the size, or the newer log is the smaller one. */
    OUT_OF_RANGE,
    /** Index and sizes give the number of hashes, and the proof has another. */
    OTHER_LENGTH,
    /** The proof does not end at the older checkpoint's root. */
    OTHER_OLD_ROOT,
    /** The proof does not end at the (newer) checkpoint's root. */
    OTHER_ROOT
  }
}
