package dev.solvent.attest.verify;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import java.util.Optional;

/**
 * Who asks: what they trust, what they demand, what they have seen and what time it is.
 *
 * @param pinned the trust root that this reader took from somewhere else than the bundle
 */
public record Reader(SignedRoot pinned, Policy policy, Timestamp now, Optional<Seen> seen) {}
