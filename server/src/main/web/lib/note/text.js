/** The characters that may stand in a note and in the name of a key. */
import { Malformed } from '../malformed.js';
import { fromUtf8, isUnicode, utf8 } from '../bytes.js';
import { quoted } from '../quoted.js';

/** In UTF-8; a C2SP format that names a signer gives the length a byte. */
const MAX_NAME_BYTES = 255;

const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Unicode's White_Space as a list, and the plus: what a name is must not change with a platform. */
const NOT_IN_A_NAME =
  /[+\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** UTF-8 without a replacement, and no control character below U+0020 but the line feed. */
export function decodeNote(bytes) {
  const text = decodeUtf8('note', bytes);
  const at = text.search(CONTROL);
  if (at >= 0) {
    throw new Malformed(
      `note with the control character ${text.charCodeAt(at)}, want none but the line feed`,
    );
  }
  return text;
}

/** @param {string} what @param {Uint8Array} bytes */
export function decodeUtf8(what, bytes) {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    throw error instanceof Malformed
      ? new Malformed(`${what} that is not UTF-8, want UTF-8`)
      : error;
  }
}

/** @param {string} name @returns {string} the same */
export function requireKeyName(name) {
  const usable = isUnicode(name) && !CONTROL.test(name) && !NOT_IN_A_NAME.test(name);
  const bytes = usable ? utf8(name).length : 0;
  if (bytes < 1 || bytes > MAX_NAME_BYTES) {
    throw new Malformed(
      `key name ${quoted(name)}, want 1 to ${MAX_NAME_BYTES} bytes without space and plus`,
    );
  }
  return name;
}
