package dev.solvent.chain.reserves;

import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import java.util.Set;

/**
 * What is to be read, and for which attestation.
 *
 * @param now the operator's time
 * @param policy what the operator expects of its readers
 * @param checkpoints those that the log had, one of which each proof of ownership names
 */
public record ReservesRequest(
    Issuer issuer,
    String logOrigin,
    Epoch epoch,
    Timestamp asOf,
    Timestamp now,
    Policy policy,
    ReserveList reserves,
    Set<CheckpointRef> checkpoints) {
  public ReservesRequest {
    checkpoints = Set.copyOf(checkpoints);
  }
}
