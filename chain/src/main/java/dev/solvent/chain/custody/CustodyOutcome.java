package dev.solvent.chain.custody;

import java.time.Duration;

/** What a custodian's envelope comes to. */
public sealed interface CustodyOutcome {
  /**
   * A custodian of the policy signed it for this attestation.
   *
   * @param custodian the policy's name for it
   * @param age how long before now the statement's moment was, to be shown
   */
  record Attested(StatedHolding holding, String custodian, Duration age)
      implements CustodyOutcome {}

  record Refused(Reason reason, String detail) implements CustodyOutcome {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** Not an envelope with a custodian's statement. */
    MALFORMED,
    /** No custodian of the policy signed it. */
    UNKNOWN_CUSTODIAN,
    /** For another exchange. */
    OTHER_ISSUER,
    /** For another epoch. */
    OTHER_EPOCH,
    /** As of another moment than the attestation. */
    OTHER_TIME,
    /** Of a moment that has not come. */
    NOT_YET,
    /** Of another account or asset. */
    OTHER_HOLDING,
    /** The policy does not know the asset. */
    UNKNOWN_ASSET
  }
}
