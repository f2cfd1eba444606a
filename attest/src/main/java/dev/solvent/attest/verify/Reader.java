package dev.solvent.attest.verify;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import java.util.Optional;

/**
 * Who asks: what they trust, what they demand, what they have seen and what time it is.
 *
 * @param pinned the trust root that this reader took from somewhere else than the bundle
 * @param own what this reader's own nodes show
 */
public record Reader(
    SignedRoot pinned, Policy policy, Timestamp now, Optional<Seen> seen, OwnView own) {
  /** A reader without nodes. */
  public Reader(SignedRoot pinned, Policy policy, Timestamp now, Optional<Seen> seen) {
    this(pinned, policy, now, seen, OwnView.NONE);
  }

  public Reader with(OwnView nodes) {
    return new Reader(pinned, policy, now, seen, nodes);
  }
}
