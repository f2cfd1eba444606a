/** Bitcoin's serialisation: little-endian numbers, and lengths of 1, 3 or 5 bytes. */
import { concat, unsigned } from '../bytes.js';
import { Malformed } from '../malformed.js';

/** More than any of our witnesses needs. */
const MAX_ITEMS = 64;

/** A number in so many bytes, the least significant first. */
export function little(value, bytes) {
  return unsigned(value, bytes).reverse();
}

export function lengthBytes(length) {
  if (length < 0xfd) {
    return little(length, 1);
  }
  return length <= 0xffff
    ? concat(little(0xfd, 1), little(length, 2))
    : concat(little(0xfe, 1), little(length, 4));
}

/** A length, then so many bytes. */
export function sized(bytes) {
  return concat(lengthBytes(bytes.length), bytes);
}

function readLength(reader) {
  const first = reader.u8();
  if (first < 0xfd) {
    return first;
  }
  const size = first === 0xfd ? 2 : 4;
  const length = Number(reader.little(size));
  const least = size === 2 ? 0xfd : 0x10000;
  if (first === 0xff || length > reader.left() || length < least) {
    throw new Malformed('a length in another form, want the shortest, of what is there');
  }
  return length;
}

/** @param {import('../octets.js').OctetReader} reader @returns {Uint8Array} */
export function readSized(reader) {
  return reader.take(readLength(reader));
}

/** A number of items, then each with its length. @returns {Uint8Array[]} */
export function readWitness(reader) {
  const count = readLength(reader);
  if (count > MAX_ITEMS) {
    throw new Malformed(`${count} witness items, want at most ${MAX_ITEMS}`);
  }
  const items = [];
  for (let i = 0; i < count; i++) {
    items.push(readSized(reader));
  }
  return items;
}
