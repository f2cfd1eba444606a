/** Bitcoin's hashes. */
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '../hash.js';

/** SHA-256 twice. @param {Uint8Array} bytes @returns {Uint8Array} */
export function hashTwice(bytes) {
  return sha256(sha256(bytes));
}

/** RIPEMD-160 of SHA-256: what an address has of a key or script. */
export function hash160(bytes) {
  return ripemd160(sha256(bytes));
}
