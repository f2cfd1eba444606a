package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;

/**
 * Something that stands and that the operator should know of.
 *
 * @param subject what it is about, where there may be several of a kind: an asset, an address
 * @param since when it was first seen
 */
public record Alert(Kind kind, String subject, String sentence, Timestamp since) {
  /** What is alerted of. */
  public enum Kind {
    /** Reserves below liabilities, as attested. */
    SHORTFALL,
    /** The next attestation is due and not there. */
    OVERDUE,
    /** A step needs a person. */
    STOPPED,
    /** A witness does not cosign. */
    WITNESS,
    /** A time authority gives no token. */
    AUTHORITY,
    /** The log's files are not what was signed. */
    LOG,
    /** A reserve account is not where, or no longer what, it was in the epoch before. */
    RESERVE_MOVED,
    /** A threshold of the exchange's own solvency policy is crossed, as attested. */
    THRESHOLD
  }
}
