package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.text.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attest's check with everything but the signatures granted: the challenge's own issuer, log,
 * checkpoint, block and a time before its end. It says whose keys signed, and never that a proof
 * holds.
 */
public final class SignaturesAlone {
  private SignaturesAlone() {}

  public static OwnershipOutcome check(OwnershipProof proof) {
    return check(proof, SafeRule.NONE);
  }

  static OwnershipOutcome check(OwnershipProof proof, SafeRule safes) {
    OwnershipChallenge challenge = proof.challenge();
    Timestamp before = new Timestamp(challenge.expires().instant().minusSeconds(1));
    Map<BlockRef, Timestamp> blocks = new HashMap<>(Map.of(challenge.block(), before));
    proof
        .safe()
        .map(safe -> new BlockRef(challenge.account().chain(), safe.header().hash()))
        .ifPresent(block -> blocks.put(block, before));
    return Ownership.check(
        proof,
        new Expectation(
            challenge.issuer(),
            challenge.logOrigin(),
            challenge.account(),
            Set.of(challenge.checkpoint()),
            blocks,
            before,
            Duration.ZERO,
            safes));
  }
}
