/**
 * Strings of bytes: joined, compared, and as big-endian numbers. A byte string is a Uint8Array that
 * nobody changes once it was handed on.
 */
import { Malformed } from './malformed.js';

export const EMPTY = new Uint8Array(0);

const ENCODER = new TextEncoder();
// Refuses what is not UTF-8 in place of replacing it, and keeps a byte order mark to be seen.
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param {...Uint8Array} parts */
export function concat(...parts) {
  let length = 0;
  for (const part of parts) {
    length += part.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
export function equalBytes(a, b) {
  return a.length === b.length && compareBytes(a, b) === 0;
}

/** Below, at or above 0, by unsigned bytes; a prefix comes before what it begins. */
export function compareBytes(a, b) {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return a.length - b.length;
}

/**
 * A number in so many bytes, big-endian. A number that does not fit is a bug of the caller, never
 * cut off.
 *
 * @param {number | bigint} value
 * @param {number} width
 */
export function unsigned(value, width) {
  let rest = BigInt(value);
  if (rest < 0n || rest >> BigInt(8 * width) !== 0n) {
    throw new RangeError(`${value} in ${width} bytes, want 0 to 2^${8 * width} - 1`);
  }
  const bytes = new Uint8Array(width);
  for (let i = width - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

export const u8 = (value) => unsigned(value, 1);
const u16 = (value) => unsigned(value, 2);
export const u64 = (value) => unsigned(value, 8);
export const u128 = (value) => unsigned(value, 16);

/**
 * The unsigned number that these bytes are, big-endian.
 *
 * @param {Uint8Array} bytes
 * @returns {bigint}
 */
export function toUnsigned(bytes) {
  return bytes.length === 0 ? 0n : BigInt('0x' + hex(bytes));
}

/** A u16 length and the bytes. */
export function prefixed(bytes) {
  return concat(u16(bytes.length), bytes);
}

/**
 * @param {string} text Unicode text: an unpaired surrogate is a bug of the caller
 * @returns {Uint8Array}
 */
export function utf8(text) {
  if (!isUnicode(text)) {
    throw new RangeError('text with an unpaired surrogate, want Unicode text');
  }
  return ENCODER.encode(text);
}

/**
 * The text of these bytes.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function fromUtf8(bytes) {
  try {
    return DECODER.decode(bytes);
  } catch {
    throw new Malformed('not UTF-8, want UTF-8');
  }
}

/** Whether every surrogate of the text has its other half: by code points, one that has is none. */
export function isUnicode(text) {
  return !/\p{Surrogate}/u.test(text);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex. */
export function hex(bytes) {
  let text = '';
  for (const byte of bytes) {
    text += HEX[byte];
  }
  return text;
}

/**
 * Reads pairs of lower-case hex digits. The message never repeats the text: it may be a secret.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function parseHex(text) {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) {
    throw new Malformed(
      `hex of ${text.length} characters in another form, want pairs of 0-9 and a-f`,
    );
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
