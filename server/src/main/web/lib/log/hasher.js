/**
 * RFC 6962's hashes: a leaf begins with 00 and a node with 01, so that neither passes for the other.
 * Hashes go in and come out as text.
 */
import { parseHex } from '../bytes.js';
import { digest } from '../hash.js';

/** The root of a log without entries: the hash of nothing. */
export const EMPTY_ROOT = digest(new Uint8Array(0));

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {Uint8Array} entry */
export function logLeaf(entry) {
  return digest(LEAF, entry);
}

/** @param {string} left @param {string} right */
export function logNode(left, right) {
  return digest(NODE, parseHex(left), parseHex(right));
}
