/**
 * A block's header, of which we need a little; its hash is that of all its bytes, since forks append
 * fields that we may not know (docs/spec/evidence-evm.md, section 3).
 */
import { hex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { timeOfSeconds } from '../timestamp.js';
import { keccak256 } from './keccak.js';
import { numberOf, parseRlpList, stringOf, stringOfLength } from './rlp.js';

/** A header has some 600; chains that keep seals of their own in it have more. */
const MAX_BYTES = 1 << 14;

const MAX_FIELDS = 40;
const STATE_ROOT = 3;
const NUMBER = 8;
const TIME = 11;
const LAST_SECOND = 253_402_300_799n;

const bytesOf = (length) => (field) => stringOfLength(field, length);
const numberUpTo = (length) => (field) => numberOf(field, length);

/** The form of each field: the first 15, then what forks appended so far. */
const FORMS = [
  ...[32, 32, 20, 32, 32, 32, 256].map(bytesOf),
  ...[32, 8, 8, 8, 8].map(numberUpTo),
  stringOf, // free bytes of whoever made the block
  bytesOf(32),
  bytesOf(8),
  numberUpTo(32),
  bytesOf(32),
  numberUpTo(8),
  numberUpTo(8),
  bytesOf(32),
  bytesOf(32),
];

const LEAST_FIELDS = 15;

/**
 * @typedef {Readonly<{hash: string, stateRoot: string, number: bigint, time: string}>} BlockHeader
 * hashes in hex without a prefix
 */

/**
 * @param {Uint8Array} rlp
 * @returns {BlockHeader}
 */
export function parseHeader(rlp) {
  const fields = parseRlpList(rlp, MAX_BYTES).items;
  if (fields.length < LEAST_FIELDS || fields.length > MAX_FIELDS) {
    throw new Malformed(`a header of ${fields.length} fields, want 15 to ${MAX_FIELDS}`);
  }
  fields.forEach(requireForm);
  return Object.freeze({
    hash: hex(keccak256(rlp)),
    stateRoot: hex(fields[STATE_ROOT]),
    number: uint63(fields[NUMBER]),
    time: timeOf(uint63(fields[TIME])),
  });
}

function requireForm(field, index) {
  if (index < FORMS.length) {
    FORMS[index](field);
  } else if (stringOf(field).length > 32) {
    throw new Malformed(`a header's field ${index} over 32 bytes, want a word`);
  }
}

function uint63(field) {
  const value = numberOf(field, 8);
  if (value >> 63n !== 0n) {
    throw new Malformed(`a header's number ${value}, want below 2^63`);
  }
  return value;
}

function timeOf(seconds) {
  if (seconds > LAST_SECOND) {
    throw new Malformed(`a header's time ${seconds}, want before the year 10000`);
  }
  return timeOfSeconds(seconds);
}
