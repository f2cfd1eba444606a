/**
 * What wallets of EVM chains sign, and whose key did. A signature is `0x` and R, S and V, 65 bytes in
 * lower-case hex: V is 27 or 28, or 0 or 1 as some hardware wallets say it; S is in the lower half.
 */
import { hex, parseHex, utf8 } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { parseFixedSignature, recover } from '../secp256k1.js';
import { keccak256 } from './keccak.js';

/** @typedef {Readonly<{rs: import('../secp256k1.js').EcdsaSignature, recoveryId: number}>} EvmSignature */

/**
 * @param {string} text
 * @returns {EvmSignature}
 */
export function parseEvmSignature(text) {
  if (text.length !== 132 || !text.startsWith('0x')) {
    throw new Malformed(
      `signature of ${text.length} characters, want 0x and 130 lower-case hex digits`,
    );
  }
  const bytes = parseHex(text.slice(2));
  const v = bytes[64];
  const recoveryId = v >= 27 ? v - 27 : v;
  if (recoveryId > 1) {
    throw new Malformed(`signature with v ${v}, want 27, 28, 0 or 1`);
  }
  return Object.freeze({ rs: parseFixedSignature(bytes.slice(0, 64)), recoveryId });
}

/**
 * Whose key signed the hash; null where the numbers belong to no key.
 *
 * @param {EvmSignature} signature
 * @param {Uint8Array} signed
 * @returns {string | null} an address
 */
export function signerOf({ rs, recoveryId }, signed) {
  const key = recover(signed, rs, recoveryId);
  return key === null ? null : '0x' + hex(keccak256(key.slice(1)).slice(12));
}

/** EIP-191, version 0x45: what a wallet signs when it is shown a text. @returns {Uint8Array} */
export function personalMessageHash(text) {
  const message = utf8(text);
  return keccak256(utf8('\u0019Ethereum Signed Message:\n' + message.length), message);
}
