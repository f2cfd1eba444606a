/** The files that a manifest names by digest: what is named and not there is a failure. */
import { Malformed } from '../malformed.js';

/** Ends the judging of one holding at its first failure; it never leaves this folder. */
export class Failure extends Error {
  /**
   * @param {string} sentence
   * @param {boolean} [ofHeader] whether it is the block of the evidence that is wrong, and not what
   *   the evidence says
   */
  constructor(sentence, ofHeader = false) {
    super(sentence);
    this.ofHeader = ofHeader;
  }
}

/**
 * Whatever a holding declares, what a signed file names is never absent.
 *
 * @param {import('../blobs.js').Blobs} blobs
 * @param {string | undefined} digest
 */
export function requireThere(blobs, digest) {
  if (digest !== undefined) {
    find(blobs, digest);
  }
}

/** What the parser makes of the file of that digest. */
export function readEvidence(blobs, digest, parser) {
  return parseEvidence(find(blobs, digest), parser);
}

export function parseEvidence(bytes, parser) {
  try {
    return parser(bytes);
  } catch (error) {
    throw error instanceof Malformed ? new Failure('evidence ' + error.message) : error;
  }
}

function find(blobs, digest) {
  const bytes = blobs.find(digest);
  if (bytes === undefined) {
    throw new Failure(`no file of digest ${digest}, which the manifest names`);
  }
  return bytes;
}
