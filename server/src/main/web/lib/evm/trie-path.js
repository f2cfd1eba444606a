/** The half bytes that a trie's leaf or extension stands for, out of their hex-prefix form. */
import { Malformed } from '../malformed.js';
import { stringOf } from './rlp.js';

const ODD = 1;
const LEAF = 2;

/** Bytes as half bytes, the upper one first. @param {Uint8Array} bytes */
export function nibbles(bytes) {
  return Uint8Array.from({ length: 2 * bytes.length }, (_, i) =>
    i % 2 === 0 ? bytes[i >> 1] >> 4 : bytes[i >> 1] & 0x0f,
  );
}

/**
 * The path of a node with two items.
 *
 * @param {import('./rlp.js').RlpList} node
 * @returns {{isLeaf: boolean, nibbles: Uint8Array}}
 */
export function trieStep(node) {
  if (node.items.length !== 2) {
    throw new Malformed(`a node of ${node.items.length} items, want 2 or 17`);
  }
  const all = nibbles(stringOf(node.items[0]));
  if (all.length === 0 || all[0] > 3) {
    throw new Malformed('a path without its flag, want a first half byte of 0 to 3');
  }
  const odd = (all[0] & ODD) !== 0;
  if (!odd && all[1] !== 0) {
    throw new Malformed('a path of even length with a filled gap, want a zero there');
  }
  const isLeaf = (all[0] & LEAF) !== 0;
  const path = all.slice(odd ? 1 : 2);
  if (!isLeaf && path.length === 0) {
    throw new Malformed('an extension of no length, want at least one half byte');
  }
  return { isLeaf, nibbles: path };
}
