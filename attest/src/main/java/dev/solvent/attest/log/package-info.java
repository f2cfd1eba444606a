/**
 * The transparency log as its readers see it: RFC 6962 hashing, checkpoints, proofs, tiles, and the
 * quorum of witnesses. Normative texts: {@code docs/spec/log.md}, {@code docs/spec/witness.md}.
 *
 * <pre>
 *   attestation.tlog-proof ─► LogProof ─┬─► SignedCheckpoint ──► CheckpointVerdict   log.checkpoint
 *                                       │      └─ WitnessPolicy ─► WitnessVerdict    log.witnesses
 *                                       └─► LogInclusion ─► ProofVerdict             log.inclusion
 *   the checkpoint last seen ─────────────► LogConsistency ─► ProofVerdict           log.consistency
 *
 *   tiles ─► TileHashes ─► ProofBuilder ─► the proofs that the two above check
 * </pre>
 *
 * <p>This package reads no file, asks no clock and keeps no state; {@code attest.log.store} writes
 * a log.
 */
@NullMarked
package dev.solvent.attest.log;

import org.jspecify.annotations.NullMarked;
