/**
 * The file that holds a challenge and what signed it; for a Safe, also the proof of its owners. The
 * signatures stand as the wallets print them (docs/spec/ownership.md, section 2).
 */
import { MAX_OWNERS, readSafeProof } from '../evm/safe.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { parseChallenge } from './challenge.js';

const FORMAT = 'solvent/ownership-proof/v1';

/** Room for a Safe of the most owners, each slot proved at the greatest depth. */
const LIMITS = jsonLimits(4 << 20, 8, 20_000);

const EVM_METHODS = new Set(['eip191', 'eip712', 'safe']);
const METHODS = new Set([...EVM_METHODS, 'bip137', 'bip322']);

/**
 * @typedef {'eip191'|'eip712'|'safe'|'bip137'|'bip322'} OwnershipMethod
 * @typedef {Readonly<{challenge: import('./challenge.js').OwnershipChallenge,
 *   method: OwnershipMethod, signatures: ReadonlyArray<string>,
 *   safe: import('../evm/safe.js').SafeProof | undefined}>} OwnershipProof
 */

/**
 * @param {Uint8Array} bytes
 * @returns {OwnershipProof}
 */
export function parseOwnershipProof(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', FORMAT);
    const challenge = fields.text('challenge', parseChallenge);
    const method = fields.text('method', parseMethod);
    const signatures = fields.list('signatures', 1, MAX_OWNERS, (item) => item.text('signature'));
    const safe = fields.optionalObject('safe', readSafeProof);
    fields.build(() => requireFit(challenge, method, signatures, safe));
    return Object.freeze({ challenge, method, signatures, safe });
  });
}

function parseMethod(text) {
  if (!METHODS.has(text)) {
    throw new Malformed(
      `method ${quoted(text)}, want eip191, eip712, safe, bip137 or bip322`,
    );
  }
  return text;
}

function requireFit(challenge, method, signatures, safe) {
  const isSafe = method === 'safe';
  if (!isSafe && signatures.length > 1) {
    throw new Malformed(`signatures: ${signatures.length} items, want 1 to 1`);
  }
  if ((safe !== undefined) !== isSafe) {
    throw new Malformed(
      `method ${method}, want the field safe with the method safe and no other`,
    );
  }
  if (challenge.account.chain.isEvm !== EVM_METHODS.has(method)) {
    throw new Malformed(
      `method ${method} for ${challenge.account.chain.text}, want its chain's`,
    );
  }
}
