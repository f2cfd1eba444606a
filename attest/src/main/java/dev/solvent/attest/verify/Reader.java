package dev.solvent.attest.verify;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks: what they trust, what they demand, what they have seen and what time it is.
 *
 * @param pinned the trust root that this reader took from somewhere else than the bundle
 * @param tokens the reader's own rules for tokens, by asset
 * @param safes the contracts that the reader takes for a Safe
 */
public record Reader(
    SignedRoot pinned,
    Policy policy,
    Map<AssetRef.Decoded, TokenRule> tokens,
    SafeRule safes,
    Timestamp now,
    Optional<Seen> seen) {
  public Reader {
    tokens = Map.copyOf(tokens);
  }
}
