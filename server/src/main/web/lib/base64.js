/**
 * Bytes as text: RFC 4648 section 4, padded, the unused bits zero. What decodes to the same bytes
 * but is spelt otherwise is refused.
 */
import { Malformed } from './malformed.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int16Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) {
  VALUES[ALPHABET.charCodeAt(i)] = i;
}

/**
 * The message never repeats the text: it may be a secret.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function parseBase64(text) {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  if (text.length % 4 !== 0) {
    throw problem(text);
  }
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < digits; i++) {
    const unit = text.charCodeAt(i);
    const value = unit < 128 ? VALUES[unit] : -1;
    if (value < 0) {
      throw problem(text);
    }
    bits = ((bits << 6) | value) & 0x3fff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = bits >> held;
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) {
    throw problem(text);
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63];
    text += left > 1 ? ALPHABET[(word >> 6) & 63] : '=';
    text += left > 2 ? ALPHABET[word & 63] : '=';
  }
  return text;
}

function problem(text) {
  return new Malformed(
    `base64 of ${text.length} characters in another form, want RFC 4648 section 4, padded`,
  );
}
