package dev.solvent.attest.log;

/** What the check {@code log.checkpoint} says. */
public sealed interface CheckpointVerdict {
  /** The log itself committed to this. */
  record Accepted(Checkpoint checkpoint) implements CheckpointVerdict {}

  /** It did not, for this reason; found and wanted in one sentence. */
  record Rejected(Reason reason, String detail) implements CheckpointVerdict {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** The checkpoint is of another log than the one expected. */
    OTHER_ORIGIN,
    /** A pinned key's line is missing or wrong. */
    NOT_SIGNED
  }
}
