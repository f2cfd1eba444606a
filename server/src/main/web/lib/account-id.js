/**
 * What the customer knew to be theirs alone before the epoch, such as an e-mail address: 1 to 255
 * bytes of UTF-8, in NFC, compared byte by byte.
 *
 * Characters that end a line, cannot be seen or reorder what is seen are refused by code point. The
 * list is fixed, because a Unicode category would change with the platform's tables.
 */
import { Malformed } from './malformed.js';
import { fromUtf8, isUnicode, utf8 } from './bytes.js';

const MOST_BYTES = 255;

/** From and to, both refused. */
const REFUSED = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];

/** @param {string} text @returns {string} the same */
export function parseAccountId(text) {
  if (text === '') {
    throw new Malformed('empty account id, want 1 to 255 bytes');
  }
  if (text.length > MOST_BYTES) {
    throw new Malformed('account id of more than 255 bytes, want 1 to 255');
  }
  if (!isUnicode(text)) {
    throw new Malformed('account id with an unpaired surrogate, want Unicode text');
  }
  const length = utf8(text).length;
  if (length > MOST_BYTES) {
    throw new Malformed(`account id of ${length} bytes, want 1 to 255`);
  }
  for (const character of text) {
    requireSeen(character.codePointAt(0));
  }
  if (text.normalize('NFC') !== text) {
    throw new Malformed('account id that is not in NFC, want composed characters');
  }
  return text;
}

/** The account id that these bytes are. */
export function accountIdOfBytes(bytes) {
  if (bytes.length > MOST_BYTES) {
    throw new Malformed(`account id of ${bytes.length} bytes, want 1 to 255`);
  }
  return parseAccountId(fromUtf8(bytes));
}

function requireSeen(point) {
  if (REFUSED.some(([from, to]) => point >= from && point <= to)) {
    const shown = point.toString(16).toUpperCase().padStart(4, '0');
    throw new Malformed(
      `account id with U+${shown}, want no control, invisible or direction character`,
    );
  }
}
