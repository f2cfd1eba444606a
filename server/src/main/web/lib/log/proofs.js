/**
 * That an entry stands in a log, and that a newer log begins with all that an older one had
 * (docs/spec/log.md, sections 7 and 8). Each check says why a proof shows nothing, in one sentence
 * with what was found and what is wanted, and nothing where the proof holds. Indexes and sizes are
 * bigints.
 */
import { EMPTY_ROOT, logNode } from './hasher.js';

/**
 * @param {string} leaf
 * @param {bigint} index
 * @param {readonly string[]} path
 * @param {{size: bigint, root: string}} checkpoint
 * @returns {string | undefined}
 */
export function inclusionRefusal(leaf, index, path, { size, root }) {
  if (index < 0n || index >= size) {
    return `index ${index}, want 0 or more and below the size ${size}`;
  }
  const inner = bitLength(index ^ (size - 1n));
  const want = inner + bitCount(index >> BigInt(inner));
  if (path.length !== want) {
    return `${path.length} hashes, want ${want}`;
  }
  const hash = foldBorder(foldInner(leaf, path.slice(0, inner), index), path.slice(inner));
  return hash === root ? undefined : `root ${hash}, want the checkpoint's ${root}`;
}

/**
 * Every log begins with the empty one, and no proof is needed for that.
 *
 * @param {{size: bigint, root: string}} older
 * @param {{size: bigint, root: string}} newer
 * @param {readonly string[]} proof
 * @returns {string | undefined}
 */
export function consistencyRefusal(older, newer, proof) {
  if (older.size < 0n || older.size > newer.size) {
    return `older size ${older.size}, want 0 or more and at most ${newer.size}`;
  }
  if (older.size === 0n || older.size === newer.size) {
    return withoutProof(older.size === 0n ? EMPTY_ROOT : newer.root, older.root, proof);
  }
  // The way of the older log's last leaf, from the top of its last whole subtree.
  const last = older.size - 1n;
  const shift = trailingZeros(older.size);
  const below = bitLength(last ^ (newer.size - 1n));
  const first = older.size === 1n << BigInt(shift) ? 0 : 1; // a whole tree is its own seed
  const inner = below - shift;
  const want = first + inner + bitCount(last >> BigInt(below));
  if (proof.length !== want) {
    return `${proof.length} hashes, want ${want}`;
  }
  const seed = first === 0 ? older.root : proof[0];
  const path = proof.slice(first, first + inner);
  const border = proof.slice(first + inner);
  const way = last >> BigInt(shift);
  const oldFold = foldBorder(foldInnerLeft(seed, path, way), border);
  if (oldFold !== older.root) {
    return `older root ${oldFold}, want ${older.root}`;
  }
  const fold = foldBorder(foldInner(seed, path, way), border);
  return fold === newer.root ? undefined : `newer root ${fold}, want ${newer.root}`;
}

function withoutProof(want, oldRoot, proof) {
  if (proof.length !== 0) {
    return `${proof.length} hashes, want 0`;
  }
  return oldRoot === want ? undefined : `older root ${want}, want ${oldRoot}`;
}

/** Left or right as the bits of the index say, lowest bit first. */
function foldInner(seed, path, index) {
  return path.reduce(
    (hash, other, i) => (isSet(index, i) ? logNode(other, hash) : logNode(hash, other)),
    seed,
  );
}

/** Only those that stand on the left: the part of the way that an older log had as well. */
function foldInnerLeft(seed, path, index) {
  return path.reduce((hash, other, i) => (isSet(index, i) ? logNode(other, hash) : hash), seed);
}

/** All on the left: the way along the right edge. */
function foldBorder(seed, path) {
  return path.reduce((hash, left) => logNode(left, hash), seed);
}

function isSet(index, bit) {
  return ((index >> BigInt(bit)) & 1n) === 1n;
}

function bitLength(number) {
  return number === 0n ? 0 : number.toString(2).length;
}

function bitCount(number) {
  return number.toString(2).replaceAll('0', '').length;
}

function trailingZeros(number) {
  return number.toString(2).length - number.toString(2).lastIndexOf('1') - 1;
}
