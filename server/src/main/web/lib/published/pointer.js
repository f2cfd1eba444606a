/**
 * `/.well-known/proof-of-reserves`: where to begin (docs/spec/published.md, section 3). It is a
 * convenience and believed in nothing: a reader knows the trust root from elsewhere.
 */
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { parseIssuer, readEpoch } from '../names.js';
import { readRootName } from '../statement.js';

const LIMITS = jsonLimits(1 << 14, 4, 100);

/** The most bytes that a pointer has. */
export const MOST_POINTER_BYTES = LIMITS.maxBytes;

/**
 * @typedef {object} Pointer
 * @property {string} issuer
 * @property {string} logOrigin
 * @property {{epoch: number, id: string} | undefined} newest absent before the first attestation
 * @property {{sha256: string, version: number}} trustRoot
 */

/** @param {Uint8Array} bytes @returns {Pointer} */
export function parsePointer(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/pointer/v1');
    return Object.freeze({
      issuer: fields.text('issuer', parseIssuer),
      logOrigin: fields.text('logOrigin'),
      newest: fields.optionalObject('attestation', readNamed),
      trustRoot: fields.object('trustRoot', readRootName),
    });
  });
}

function readNamed(fields) {
  return Object.freeze({ epoch: readEpoch(fields), id: fields.text('sha256', parseHash) });
}
