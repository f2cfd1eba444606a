package dev.solvent.attest.log.store;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessVerdict;

/** What became of the newest signed checkpoint. It is signed and stays so in either case. */
public sealed interface PublishOutcome {
  /** It is published, with these cosignatures. */
  record Published(SignedCheckpoint checkpoint) implements PublishOutcome {}

  /** Too few witnesses cosigned; the older one stays published until a later try. */
  record BelowFloor(SignedCheckpoint signed, WitnessVerdict verdict) implements PublishOutcome {}
}
