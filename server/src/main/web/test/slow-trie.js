/**
 * A Merkle-Patricia trie written the slow, obvious way, to make proofs for the tests; and RLP, which
 * the verification itself only reads.
 */
import { concat, hex, parseHex, unsigned } from '../lib/bytes.js';
import { keccak256 } from '../lib/evm/keccak.js';

/** Bytes, a bigint, or a list of such, in RLP. */
export function rlp(value) {
  if (typeof value === 'bigint') {
    const digits = value === 0n ? '' : value.toString(16);
    return rlp(parseHex(digits.length % 2 === 0 ? digits : '0' + digits));
  }
  const isList = Array.isArray(value);
  const payload = isList ? concat(...value.map(rlp)) : value;
  if (!isList && payload.length === 1 && payload[0] < 0x80) {
    return payload;
  }
  return concat(head(payload.length, isList ? 0xc0 : 0x80), payload);
}

function head(length, kind) {
  if (length < 56) {
    return Uint8Array.of(kind + length);
  }
  const width = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
  return concat(Uint8Array.of(kind + 55 + width), unsigned(length, width));
}

export class SlowTrie {
  #values = new Map();

  put(key, value) {
    this.#values.set(hex(key), value);
    return this;
  }

  /** As the state's tries do: by the key's hash. */
  putHashed(key, value) {
    return this.put(keccak256(key), rlp(value));
  }

  /** @returns {string} */
  root() {
    return hex(keccak256(this.#values.size === 0 ? Uint8Array.of(0x80) : rlp(node(this.#values, 0))));
  }

  /** The nodes on the way to the key, those inside others left out. */
  prove(key) {
    const nodes = [];
    if (this.#values.size > 0) {
      walk(this.#values, 0, hex(key), true, nodes);
    }
    return nodes;
  }

  proveHashed(key) {
    return this.prove(keccak256(key));
  }
}

function walk(part, at, key, isRoot, nodes) {
  const bytes = rlp(node(part, at));
  if (isRoot || bytes.length >= 32) {
    nodes.push(bytes);
  }
  const shared = common(part, at);
  if (part.size > 1 && shared > at && key.startsWith(prefix(part, shared))) {
    walk(part, shared, key, false, nodes);
  } else if (part.size > 1 && shared === at && key.length > at) {
    const next = below(part, key.slice(0, at + 1));
    if (next.size > 0) {
      walk(next, at + 1, key, false, nodes);
    }
  }
}

function node(part, at) {
  const [first] = part.keys();
  if (part.size === 1) {
    return [path(first.slice(at), true), part.get(first)];
  }
  const shared = common(part, at);
  if (shared > at) {
    return [path(first.slice(at, shared), false), reference(node(part, shared))];
  }
  const ways = Array.from({ length: 16 }, (_, way) => {
    const next = below(part, first.slice(0, at) + way.toString(16));
    return next.size === 0 ? new Uint8Array(0) : reference(node(next, at + 1));
  });
  return [...ways, part.get(first.slice(0, at)) ?? new Uint8Array(0)];
}

function reference(value) {
  const bytes = rlp(value);
  return bytes.length < 32 ? value : keccak256(bytes);
}

function below(part, start) {
  return new Map([...part].filter(([key]) => key.startsWith(start)));
}

function common(part, at) {
  let shared = at;
  while (prefix(part, shared + 1) !== undefined) {
    shared++;
  }
  return shared;
}

/** What all keys begin with, if they agree for so long. */
function prefix(part, length) {
  const [first] = part.keys();
  const start = first.slice(0, length);
  const all = first.length >= length && [...part.keys()].every((key) => key.startsWith(start));
  return all ? start : undefined;
}

function path(nibbles, isLeaf) {
  const flag = (isLeaf ? 2 : 0) + (nibbles.length % 2);
  return parseHex(flag.toString(16) + (nibbles.length % 2 === 0 ? '0' : '') + nibbles);
}
