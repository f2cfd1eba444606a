/**
 * SHA-256. A hash in a record is its text, 64 lower-case hex digits, so that equal hashes are equal
 * values; where one is made or taken in it is 32 bytes.
 *
 * The hashing is done at once and not by a promise: a verification makes thousands of small hashes,
 * and each promise would cost more than its hash.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { Malformed } from './malformed.js';
import { concat, hex, parseHex } from './bytes.js';

/** @param {...Uint8Array} parts @returns {Uint8Array} 32 bytes */
export function sha256(...parts) {
  return nobleSha256(parts.length === 1 ? parts[0] : concat(...parts));
}

/** The SHA-256 of these bytes as a hash is written. */
export function digest(...parts) {
  return hex(sha256(...parts));
}

/** Reads exactly 64 lower-case hex digits and hands them on as text. */
export function parseHash(text) {
  requireHex32('hash', text);
  return text;
}

/** The 32 bytes of 64 lower-case hex digits; the message never repeats them, they may be secret. */
export function parse32(what, text) {
  requireHex32(what, text);
  return parseHex(text);
}

function requireHex32(what, text) {
  if (text.length !== 64) {
    throw new Malformed(`${what} of ${text.length} characters, want 64 lower-case hex digits`);
  }
  const wrong = text.search(/[^0-9a-f]/);
  if (wrong >= 0) {
    throw new Malformed(
      `${what} with a wrong character at ${wrong}, want 64 lower-case hex digits`,
    );
  }
}
