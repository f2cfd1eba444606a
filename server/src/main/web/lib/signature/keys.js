/**
 * Public keys and the one rule by which each accepts a signature. The key fixes the algorithm; no
 * message can choose one. A verdict here must be that of every other verifier, so what
 * implementations disagree on is refused (docs/spec/signatures.md).
 */
import { Malformed } from '../malformed.js';
import { parseBase64 } from '../base64.js';
import { ed25519OfSpki, isEd25519Spki } from './ed25519.js';
import { isP256Spki, p256OfSpki } from './p256.js';

/**
 * Two keys are the same where their ids are; there is one encoding a key. `verify` says whether the
 * key signed exactly these bytes; nothing about a signature makes it throw.
 *
 * @typedef {object} VerifyingKey
 * @property {'Ed25519' | 'P-256'} algorithm
 * @property {Uint8Array} spki the SubjectPublicKeyInfo in DER
 * @property {string} id its SHA-256
 * @property {(message: Uint8Array, signature: Uint8Array) => Promise<boolean>} verify
 */

/**
 * Reads the one DER encoding of a SubjectPublicKeyInfo.
 *
 * @param {Uint8Array} der
 * @returns {VerifyingKey}
 */
export function keyOfSpki(der) {
  if (isEd25519Spki(der)) {
    return ed25519OfSpki(der);
  }
  if (isP256Spki(der)) {
    return p256OfSpki(der);
  }
  throw new Malformed(
    `public key of ${der.length} bytes, want the SPKI of an Ed25519 or P-256 key`,
  );
}

/** The field `spki` of an object. @returns {VerifyingKey} */
export function readKey(fields) {
  return fields.text('spki', (text) => keyOfSpki(parseBase64(text)));
}
