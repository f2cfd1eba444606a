package dev.solvent.attest.ownership;

import java.time.Duration;
import java.util.List;

/** What a proof of ownership comes to. */
public sealed interface OwnershipOutcome {
  /**
   * The account's keys signed the challenge.
   *
   * @param by the addresses whose keys did: the account's own, or a Safe's owners
   * @param age how long ago the challenge's block was, to be shown
   */
  record Signed(List<String> by, OwnershipChallenge challenge, Duration age)
      implements OwnershipOutcome {
    public Signed {
      by = List.copyOf(by);
    }
  }

  record Refused(Reason reason, String detail) implements OwnershipOutcome {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** The challenge is for another issuer. */
    OTHER_ISSUER,
    /** The challenge is for another log. */
    OTHER_LOG,
    /** The challenge is for another account than the holding's. */
    OTHER_ACCOUNT,
    /** The checkpoint is not known to be one of the log's. */
    UNKNOWN_CHECKPOINT,
    /** The reader's sources do not confirm a block that the proof names. */
    UNKNOWN_BLOCK,
    /** A block is later than the reader's time. */
    NOT_YET,
    /** The challenge has expired. */
    EXPIRED,
    /** A block is longer ago than the policy allows. */
    TOO_OLD,
    /** A signature is not what its method says. */
    MALFORMED_SIGNATURE,
    /** A kind of signature, script or contract that this version does not check. */
    UNSUPPORTED,
    /** The proof does not show a Safe's owners. */
    SAFE_NOT_PROVEN,
    /** Fewer owners signed than the Safe wants, or one of them twice. */
    TOO_FEW_OWNERS,
    /** The signature is another key's or over another text. */
    NOT_SIGNED
  }
}
