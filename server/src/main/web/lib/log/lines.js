/** The lines that the log's text formats share. */
import { Malformed } from '../malformed.js';
import { base64, parseBase64 } from '../base64.js';
import { hex, parseHex } from '../bytes.js';
import { quoted } from '../quoted.js';

/** A proof has at most one hash a level, and a size has 63 bits. */
export const MAX_PROOF = 63;

const HASH_CHARACTERS = 44;
const END = 1n << 63n;

/** A decimal of 0 to 2^63 − 1 without leading zeros. @returns {bigint} */
export function parseNumber(what, line) {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(line) || BigInt(line) >= END) {
    throw new Malformed(
      `${what} ${quoted(line)}, want a decimal of 0 to 2^63 - 1 without leading zeros`,
    );
  }
  return BigInt(line);
}

/** 32 bytes in base64. @returns {string} the hash */
export function parseHashLine(what, line) {
  const bytes = line.length === HASH_CHARACTERS ? parseBase64(line) : new Uint8Array(0);
  if (bytes.length !== 32) {
    throw new Malformed(`${what} ${quoted(line)}, want 32 bytes in base64`);
  }
  return hex(bytes);
}

/** @param {string} hash */
export function hashLine(hash) {
  return base64(parseHex(hash));
}
