/**
 * A trust root's id as words that people read out and compare (docs/spec/fingerprint.md): sixteen
 * that carry all its bits, and one that catches a slip.
 */
import { concat, utf8 } from '../bytes.js';
import { parse32, sha256 } from '../hash.js';

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const DOMAIN = 'solvent/fingerprint/v1';

/** @param {string} id 64 lower-case hex digits @returns {string} seventeen words */
export function fingerprint(id) {
  const bytes = parse32('id', id);
  const check = sha256(utf8(DOMAIN), bytes).subarray(0, 2);
  return words(concat(bytes, check)).join('-');
}

function words(bytes) {
  const found = [];
  for (let i = 0; i < bytes.length; i += 2) {
    found.push(word((bytes[i] << 8) | bytes[i + 1]));
  }
  return found;
}

/** Sixteen bits, the highest first: four a consonant, two a vowel. */
function word(bits) {
  const consonant = (shift) => CONSONANTS[(bits >> shift) & 15];
  const vowel = (shift) => VOWELS[(bits >> shift) & 3];
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}
