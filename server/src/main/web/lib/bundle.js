/**
 * All that an auditor needs of one attestation, in one file: the envelope, its proof from the log,
 * and every blob that it names (docs/spec/bundle.md). A bundle says nothing by itself. Its parts are
 * read here as to their form, and believed nowhere.
 */
import { parseBase64 } from './base64.js';
import { Blobs } from './blobs.js';
import { utf8 } from './bytes.js';
import { parseEnvelope, readEnvelope } from './envelope.js';
import { readFields } from './fields.js';
import { parseHash } from './hash.js';
import { jsonLimits } from './json.js';
import { parseLogProof } from './log/log-proof.js';
import { readSignedRoot, requireSelfSigned } from './trust/signed-root.js';

/** Room for the largest manifests, in base64, and their evidence. */
export const BUNDLE_LIMITS = jsonLimits(512 << 20, 16, 2_000_000);

const MAX_BLOBS = 400_000;
const MAX_EARLIER = 10_000;
const MAX_PROOF = 64;
const MAX_OBSERVATIONS = 1_000;
const MAX_ROOTS = 100;
const MAX_TOKENS = 10;

/**
 * An earlier state of the log, which a challenge of ownership names, and the proof that the bundle's
 * checkpoint follows from it.
 *
 * @typedef {{size: bigint, root: string, proof: readonly string[]}} EarlierCheckpoint
 *
 * A later entry of the log whose statement corrects the bundle's; its proof is under the same
 * checkpoint as the bundle's own.
 *
 * @typedef {{envelope: import('./envelope.js').Envelope,
 *   logProof: import('./log/log-proof.js').LogProof}} Replacement
 *
 * `envelope` is the entry of the log, byte for byte; `blobs` is what the statement and its manifests
 * name by digest, as far as it is inline; `observations` are envelopes of observers and custodians;
 * `roots` ascend, each following from the one before; `tokens` are over the envelope's bytes.
 *
 * @typedef {object} Bundle
 * @property {Blobs} blobs
 * @property {readonly EarlierCheckpoint[]} earlier
 * @property {import('./envelope.js').Envelope} envelope
 * @property {import('./log/log-proof.js').LogProof} logProof
 * @property {readonly import('./envelope.js').Envelope[]} observations
 * @property {Replacement | undefined} replacement
 * @property {readonly import('./trust/signed-root.js').SignedRoot[]} roots
 * @property {readonly Uint8Array[]} tokens
 */

/** @param {Uint8Array} bytes @returns {Promise<Bundle>} */
export async function parseBundle(bytes) {
  const bundle = readFields(bytes, BUNDLE_LIMITS, readBundle);
  await requireSignedRoots(bundle);
  return bundle;
}

/** A root that its own keys did not sign is none. @param {Bundle} bundle */
export async function requireSignedRoots(bundle) {
  for (const root of bundle.roots) {
    await requireSelfSigned(root);
  }
}

/**
 * As to its form alone. Whoever reads a bundle so has to call `requireSignedRoots` before it leaves.
 *
 * @returns {Bundle}
 */
export function readBundle(fields) {
  fields.constant('format', 'solvent/bundle/v1');
  return Object.freeze({
    blobs: readBlobs(fields),
    earlier: fields.list('earlier', 0, MAX_EARLIER, readEarlier),
    envelope: readEnvelope(fields),
    logProof: readLogProof(fields),
    observations: fields.list('observations', 0, MAX_OBSERVATIONS, readEnvelope),
    replacement: fields.optionalObject('replacement', readReplacement),
    roots: fields.list('roots', 0, MAX_ROOTS, readRoot),
    tokens: fields.list('tokens', 0, MAX_TOKENS, (token) => token.text('token', parseBase64)),
  });
}

/** The digests stand in the file for its readers' sake: each must be the one of its data. */
function readBlobs(fields) {
  const stated = [];
  const contents = fields.list('blobs', 0, MAX_BLOBS, (blob) => {
    const content = blob.text('data', parseBase64);
    stated.push(blob.text('sha256', parseHash));
    return content;
  });
  const blobs = Blobs.of(contents);
  const found = blobs.digests();
  if (found.length !== stated.length || !found.every((digest, i) => digest === stated[i])) {
    throw fields.malformed(
      'blobs',
      'other digests, want those of the data, ascending, each once',
    );
  }
  return blobs;
}

function readRoot(fields) {
  return fields.text('envelope', (text) => readSignedRoot(parseEnvelope(parseBase64(text))));
}

function readEarlier(fields) {
  return Object.freeze({
    proof: fields.list('proof', 0, MAX_PROOF, (node) => node.text('hash', parseHash)),
    root: fields.text('root', parseHash),
    size: fields.index('size', 1, Number.MAX_SAFE_INTEGER),
  });
}

function readLogProof(fields) {
  return fields.text('logProof', (text) => parseLogProof(utf8(text)));
}

function readReplacement(fields) {
  return Object.freeze({ envelope: readEnvelope(fields), logProof: readLogProof(fields) });
}
