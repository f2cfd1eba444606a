/**
 * Walks a Merkle-Patricia trie from its root to a key along the nodes given, root first. Each node
 * is the one its parent names, all of them are used, and each has the form that the trie's writer
 * gives it (docs/spec/evidence-evm.md, section 4).
 */
import { equalBytes, hex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { keccak256 } from './keccak.js';
import { isList, parseRlpList, stringOf, stringOfLength } from './rlp.js';
import { nibbles, trieStep } from './trie-path.js';

/** The root of a trie that holds nothing, which needs no node: the hash of RLP's empty string. */
export const EMPTY_ROOT = hex(keccak256(Uint8Array.of(0x80)));

/** One for each half byte of a 32-byte key, the root's included, and a leaf. */
export const MAX_NODES = 65;

/** A branch of 16 hashes has 532; leaves hold an account or a word. */
const MAX_NODE_BYTES = 1024;

const HASH_BYTES = 32;
const BRANCH_ITEMS = 17;

/**
 * What the trie holds at the key, and null where it holds nothing there. Nodes that show neither are
 * malformed.
 *
 * @param {string} root in hex
 * @param {Uint8Array} key the trie's own: in Ethereum's state, the Keccak hash of an address or slot
 * @param {ReadonlyArray<Uint8Array>} nodes
 * @returns {Uint8Array | null} never empty
 */
export function trieValue(root, key, nodes) {
  const loader = nodeLoader(nodes);
  const value = root === EMPTY_ROOT ? null : walk(loader, root, nibbles(key));
  if (loader.used() !== nodes.length) {
    throw new Malformed(`${nodes.length} nodes, want the ${loader.used()} on the way`);
  }
  return value;
}

/** Hands out the nodes in their order, each against the hash that its parent has for it. */
function nodeLoader(nodes) {
  let used = 0;
  const load = (hash, isRoot) => {
    if (used === nodes.length || used === MAX_NODES) {
      throw new Malformed(`the way goes on behind ${used} nodes, want all of it`);
    }
    const node = nodes[used++];
    if (hex(keccak256(node)) !== hash) {
      throw new Malformed(`node ${used - 1} has another hash, want its parent's`);
    }
    if (!isRoot && node.length < HASH_BYTES) {
      throw new Malformed('a node below 32 bytes on its own, want it in its parent');
    }
    return parseRlpList(node, MAX_NODE_BYTES);
  };
  return { load, used: () => used };
}

function walk(loader, root, path) {
  let node = loader.load(root, true);
  let at = 0;
  let behindExtension = false;
  for (;;) {
    const isBranch = node.items.length === BRANCH_ITEMS;
    if (behindExtension && !isBranch) {
      throw new Malformed('an extension before no branch, want a branch');
    }
    let next;
    if (isBranch) {
      requireTwoWays(node);
      if (at === path.length) {
        return valueOf(node.items[BRANCH_ITEMS - 1]);
      }
      next = node.items[path[at++]];
    } else {
      const step = trieStep(node);
      const fits = equalBytes(step.nibbles, path.slice(at, at + step.nibbles.length));
      at += step.nibbles.length;
      if (step.isLeaf) {
        const value = requireLeafValue(valueOf(node.items[1]));
        return fits && at === path.length ? value : null;
      }
      if (!fits) {
        return null;
      }
      next = node.items[1];
    }
    behindExtension = !isBranch;
    if (isNothing(next)) {
      if (behindExtension) {
        throw new Malformed('an extension to nothing, want one to a branch');
      }
      return null;
    }
    node = follow(loader, next);
  }
}

function follow(loader, reference) {
  if (!isList(reference)) {
    return loader.load(hex(stringOfLength(reference, HASH_BYTES)), false);
  }
  if (reference.encodedLength >= HASH_BYTES) {
    throw new Malformed('a node of 32 bytes or more inside another, want its hash');
  }
  return reference;
}

function requireTwoWays(branch) {
  if (branch.items.filter((item) => !isNothing(item)).length < 2) {
    throw new Malformed('a branch with fewer than two ways, want at least two');
  }
}

const isNothing = (item) => !isList(item) && item.length === 0;

function valueOf(item) {
  const value = stringOf(item);
  return value.length === 0 ? null : value;
}

function requireLeafValue(value) {
  if (value === null) {
    throw new Malformed('a leaf without a value, want no leaf');
  }
  return value;
}
