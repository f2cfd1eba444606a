/** The checks of the log: whose checkpoint it is, who witnessed it, and what stands in it. */
import { checkpointRefusal } from '../log/checkpoint.js';
import { logProofRefusal } from '../log/log-proof.js';
import { consistencyRefusal } from '../log/proofs.js';
import { quorumIsMet, witnessedBy } from '../log/witnesses.js';
import { absent, fail, notRun, pass } from '../report/finding.js';
import { seconds } from '../timestamp.js';

/** @param {import('../log/checkpoint.js').SignedCheckpoint} signed */
export async function checkpointFinding(signed, root) {
  const refusal = await checkpointRefusal(signed, root.logOrigin, root.logKeys);
  const { size, root: hash } = signed.checkpoint;
  return refusal === undefined
    ? pass(
        'log.checkpoint',
        `checkpoint of size ${size}, signed by every key of the log`,
        `root ${hash}`,
      )
    : fail('log.checkpoint', refusal);
}

/**
 * The finding of `log.witnesses`, and whether the quorum is met by cosignatures of at most the
 * policy's age alone.
 *
 * @param {import('../log/checkpoint.js').SignedCheckpoint} signed
 * @param {import('../policy/policy.js').Policy} policy
 * @param {string} now
 */
export async function witnessesFinding(signed, policy, now) {
  const { witnessPolicy, limits } = policy;
  if (witnessPolicy === undefined) {
    const sentence = 'the policy names no witness, want at least one that counts';
    return { finding: fail('log.witnesses', sentence), fresh: false };
  }
  const { met, cosigned, detail } = await witnessedBy(witnessPolicy, signed, now, limits.skew);
  if (!met) {
    return { finding: fail('log.witnesses', detail), fresh: false };
  }
  const oldest = seconds(now) - limits.cosignatureAge;
  const recent = cosigned.filter(({ time }) => seconds(time) >= oldest);
  const lines = cosigned.map(({ witness, time }) => `cosigned by ${witness.name} at ${time}`);
  return {
    finding: pass(
      'log.witnesses',
      `${cosigned.length} of the reader's witnesses cosigned`,
      ...lines,
    ),
    fresh: quorumIsMet(witnessPolicy, recent),
  };
}

/**
 * @param {import('../log/checkpoint.js').Checkpoint} checkpoint
 * @param {{checkpoint: import('../log/checkpoint.js').Checkpoint,
 *   proof?: readonly string[], refusal?: string} | undefined} seen what this reader saw last, and the
 *     proof that this follows from it; without one only the very same checkpoint passes. Or what it
 *     sees now beside the bundle, and why the two are not one log: an empty proof would not do, for
 *     where both checkpoints are the same it is the right one
 */
export function consistencyFinding(checkpoint, seen) {
  if (seen === undefined) {
    return absent('log.consistency', 'nothing was seen of this log before');
  }
  const last = seen.checkpoint;
  if (last.origin !== checkpoint.origin) {
    return fail(
      'log.consistency',
      `the checkpoint seen last is of ${last.origin}, want this log's`,
    );
  }
  if (seen.refusal === undefined && seen.proof === undefined && last.size !== checkpoint.size) {
    return notRun(
      'log.consistency',
      `nothing shows how this checkpoint of size ${checkpoint.size} and that of size ` +
        `${last.size} seen last are one log`,
    );
  }
  if (seen.refusal !== undefined) {
    return fail(
      'log.consistency',
      `the log as it is published contradicts it: ${seen.refusal}`,
      last.text,
      checkpoint.text,
    );
  }
  const refusal = consistencyRefusal(last, checkpoint, seen.proof ?? []);
  return refusal === undefined
    ? pass('log.consistency', `follows from the checkpoint of size ${last.size} seen last`)
    : fail(
        'log.consistency',
        `does not follow from the checkpoint seen last: ${refusal}`,
        last.text,
        checkpoint.text,
      );
}

/** @param {import('../bundle.js').Bundle} bundle @param {bigint} index */
export function inclusionFinding({ logProof, envelope }, index) {
  const refusal = logProofRefusal(logProof, envelope.bytes, index);
  return refusal === undefined
    ? pass('log.inclusion', `the envelope stands at index ${index}`)
    : fail('log.inclusion', `envelope at index ${index}: ${refusal}`);
}
