/** Ethereum's hash: Keccak with 256 bits, which is SHA-3 before its padding was changed. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { concat } from '../bytes.js';

/** @param {...Uint8Array} parts @returns {Uint8Array} 32 bytes */
export function keccak256(...parts) {
  return keccak_256(concat(...parts));
}
