/**
 * Ethereum's encoding: strings of bytes and lists of such, each value in one spelling. A length that
 * could be written shorter is refused, and so is what is too large, too deep or followed by more.
 */
import { toUnsigned } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { OctetReader } from '../octets.js';

/** Deeper than a header or a trie node can be. */
const MAX_DEPTH = 16;

const LIST = 0xc0;
const STRING = 0x80;

/**
 * A string is its bytes; a list also knows how long its own encoding is.
 *
 * @typedef {Readonly<{items: ReadonlyArray<Rlp>, encodedLength: number}>} RlpList
 * @typedef {Uint8Array | RlpList} Rlp
 */

/** @param {Rlp} value @returns {value is RlpList} */
export function isList(value) {
  return !(value instanceof Uint8Array);
}

/**
 * The value of these bytes, all of them.
 *
 * @param {Uint8Array} bytes
 * @param {number} maxBytes
 * @returns {Rlp}
 */
export function parseRlp(bytes, maxBytes) {
  if (bytes.length > maxBytes) {
    throw new Malformed(`RLP of ${bytes.length} bytes, want at most ${maxBytes}`);
  }
  const reader = new OctetReader(bytes);
  const value = readValue(reader, 0);
  reader.end();
  return value;
}

/** @returns {RlpList} */
export function parseRlpList(bytes, maxBytes) {
  const value = parseRlp(bytes, maxBytes);
  if (!isList(value)) {
    throw new Malformed('an RLP string, want a list');
  }
  return value;
}

function readValue(reader, depth) {
  const before = reader.left();
  const first = reader.u8();
  if (first < STRING) {
    return Uint8Array.of(first);
  }
  const kind = first >= LIST ? LIST : STRING;
  const code = first - kind;
  const payload = reader.take(code < 56 ? code : readLength(reader, code - 55));
  if (kind === LIST) {
    const items = readItems(payload, depth + 1);
    return Object.freeze({ items, encodedLength: before - reader.left() });
  }
  if (payload.length === 1 && payload[0] < STRING) {
    throw new Malformed('RLP with a length before a byte below 128, want the byte');
  }
  return payload;
}

function readLength(reader, lengthBytes) {
  const bytes = reader.take(lengthBytes);
  if (lengthBytes > 3) {
    throw new Malformed(`RLP with a length of ${lengthBytes} bytes, want 1 to 3`);
  }
  const length = Number(toUnsigned(bytes));
  if (bytes[0] === 0 || length < 56) {
    throw new Malformed('RLP with a length that has a shorter form, want the shortest');
  }
  return length;
}

function readItems(payload, depth) {
  if (depth > MAX_DEPTH) {
    throw new Malformed(`RLP lists deeper than ${MAX_DEPTH}`);
  }
  const reader = new OctetReader(payload);
  const items = [];
  while (reader.left() > 0) {
    items.push(readValue(reader, depth));
  }
  return Object.freeze(items);
}

/** The bytes of a string. @param {Rlp} value @returns {Uint8Array} */
export function stringOf(value) {
  if (isList(value)) {
    throw new Malformed('an RLP list, want a string');
  }
  return value;
}

/** The bytes of a string of that length. @returns {Uint8Array} */
export function stringOfLength(value, length) {
  const bytes = stringOf(value);
  if (bytes.length !== length) {
    throw new Malformed(`an RLP string of ${bytes.length} bytes, want ${length}`);
  }
  return bytes;
}

/** A number, big-endian without leading zeros; zero is the empty string. @returns {bigint} */
export function numberOf(value, maxBytes) {
  const bytes = stringOf(value);
  if (bytes.length > maxBytes || bytes[0] === 0) {
    throw new Malformed(
      `an RLP number of ${bytes.length} bytes, want at most ${maxBytes} without a leading zero`,
    );
  }
  return toUnsigned(bytes);
}
