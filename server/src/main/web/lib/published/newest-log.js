/**
 * Brings a bundle under the newest checkpoint of its log. A bundle says how the log was when it was
 * published; whether its statement is still the latest, only the log as it is now says.
 */
import { parseEnvelope } from '../envelope.js';
import { makeCheckpoint } from '../log/checkpoint.js';
import { readOrNone } from '../malformed.js';
import { parseStatement } from '../statement.js';

/**
 * The bundle with its proofs made anew, from the published tiles. It throws a Contradiction where
 * these do not show the bundle's checkpoint, and so its statement, in the newest log. Both are of
 * one origin.
 *
 * @param {import('../bundle.js').Bundle} bundle
 * @param {import('../log/tiles.js').LogReader} log
 * @param {import('../log/checkpoint.js').SignedCheckpoint} newest
 * @returns {Promise<import('../bundle.js').Bundle>}
 */
export async function bringUnder(bundle, log, newest) {
  const was = bundle.logProof.signed.checkpoint;
  const is = newest.checkpoint;
  if (bundle.logProof.index >= was.size) {
    return bundle; // its proof is none, which the verification says
  }
  const follows = await log.consistency(was, is);
  return Object.freeze({
    ...bundle,
    logProof: await log.proof(bundle.logProof.index, newest),
    earlier: await earlierUnder(bundle, log, is, follows),
    replacement: await replacementOf(bundle, log, newest),
  });
}

/** Those that do not follow were not shown to follow in the bundle either: they are left out. */
async function earlierUnder(bundle, log, is, follows) {
  const shown = [];
  for (const { size, root } of bundle.earlier) {
    const older = makeCheckpoint(is.origin, size, root);
    if (await log.begins(older, is)) {
      shown.push(Object.freeze({ size, root, proof: await log.consistency(older, is) }));
    }
  }
  const { size, root } = bundle.logProof.signed.checkpoint;
  if (size > 0n && !shown.some((each) => each.size === size)) {
    shown.push(Object.freeze({ size, root, proof: follows }));
  }
  return Object.freeze(shown);
}

/** The first later entry that says that it replaces this statement. */
async function replacementOf(bundle, log, newest) {
  const { size } = newest.checkpoint;
  for (let index = bundle.logProof.index + 1n; index < size; index++) {
    const envelope = await entryAt(log, index, size);
    if (envelope !== undefined && replaces(envelope) === bundle.envelope.payloadDigest) {
      return Object.freeze({ envelope, logProof: await log.proof(index, newest) });
    }
  }
  return undefined;
}

/** An entry that cannot be read is for whoever verifies that epoch to see. */
async function entryAt(log, index, size) {
  const bytes = await log.entry(index, size);
  return readOrNone(() => parseEnvelope(bytes));
}

function replaces(envelope) {
  return readOrNone(() => parseStatement(envelope.payload))?.replaces?.sha256;
}
