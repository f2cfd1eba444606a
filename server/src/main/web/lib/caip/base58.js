/** Bytes with a checksum in Bitcoin's alphabet of 58. It has one spelling for each value. */
import { equalBytes } from '../bytes.js';
import { sha256 } from '../hash.js';
import { Malformed } from '../malformed.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CHECKSUM = 4;

/** Longer than any address; reading takes quadratic time. */
const MAX_LENGTH = 64;

/**
 * The bytes before the checksum.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function decodeBase58Check(text) {
  if (text.length > MAX_LENGTH) {
    throw new Malformed(`base58 of ${text.length} characters, want at most ${MAX_LENGTH}`);
  }
  const all = digits(text);
  if (all.length < CHECKSUM) {
    throw new Malformed(`base58 of ${all.length} bytes, want a checksum of 4`);
  }
  const payload = all.slice(0, -CHECKSUM);
  if (!equalBytes(sha256(sha256(payload)).slice(0, CHECKSUM), all.slice(-CHECKSUM))) {
    throw new Malformed('base58 with another checksum, want that of its bytes');
  }
  return payload;
}

/** Each leading 1 is a zero byte; the rest is one number. */
function digits(text) {
  let number = 0n;
  let zeros = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = ALPHABET.indexOf(text[i]);
    if (digit < 0) {
      throw new Malformed(`a wrong character at ${i}, want base58`);
    }
    number = number * 58n + BigInt(digit);
    zeros += number === 0n ? 1 : 0;
  }
  const bytes = [];
  for (; number > 0n; number >>= 8n) {
    bytes.unshift(Number(number & 0xffn));
  }
  return Uint8Array.from([...Array(zeros).fill(0), ...bytes]);
}
