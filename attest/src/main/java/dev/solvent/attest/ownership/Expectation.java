package dev.solvent.attest.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a proof of ownership is held against.
 *
 * @param issuer of the attested statement
 * @param logOrigin of the log that the reader pinned
 * @param account of the holding
 * @param checkpoints those of the log, as the caller found by consistency with the one it trusts
 * @param blocks blocks that the reader's own sources confirm, and their times
 * @param now the reader's time
 * @param longestAge how long before now the challenge's block may be, by the reader's policy
 * @param safes the contracts that the reader knows to be Safes
 */
public record Expectation(
    Issuer issuer,
    String logOrigin,
    AccountRef account,
    Set<CheckpointRef> checkpoints,
    Map<BlockRef, Timestamp> blocks,
    Timestamp now,
    Duration longestAge,
    SafeRule safes) {
  public Expectation {
    checkpoints = Set.copyOf(checkpoints);
    blocks = Map.copyOf(blocks);
    if (longestAge.isNegative()) {
      throw new IllegalArgumentException("longest age " + longestAge + ", want at least 0");
    }
  }
}
