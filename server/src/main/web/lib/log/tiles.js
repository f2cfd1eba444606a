/**
 * Proofs and entries out of the tiles of a log. Every proof is checked before it leaves, so that a
 * damaged tile is found here and is no proof that its reader would have to judge.
 *
 * Tiles come through a function from a path to bytes, or a promise of them; where they are kept is
 * its business.
 */
import { hex, toUnsigned } from '../bytes.js';
import { EMPTY_ROOT, logNode } from './hasher.js';
import { makeLogProof, logProofRefusal } from './log-proof.js';
import { consistencyRefusal } from './proofs.js';
import { ENTRIES, FULL, tilePath, tileWidth } from './tile-path.js';

const HASH_BYTES = 32;

/** The tiles of a log do not come to what its checkpoints say: damage, or two histories. */
export class Contradiction extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Contradiction';
  }
}

/**
 * @typedef {(path: string) => Uint8Array | Promise<Uint8Array>} Tiles
 */
export class LogReader {
  #tiles;

  /** @param {Tiles} tiles */
  constructor(tiles) {
    this.#tiles = tiles;
  }

  /**
   * The entry at this index of a log of that size.
   *
   * @param {bigint} index
   * @param {bigint} size
   * @returns {Promise<Uint8Array>}
   */
  async entry(index, size) {
    const bundle = index / FULL;
    const width = tileWidth(ENTRIES, bundle, size);
    const path = tilePath(ENTRIES, bundle, width);
    const entries = splitEntries(await this.#tiles(path), width, path);
    return entries[Number(index % FULL)];
  }

  /**
   * Of the entry at the index, in the log of that checkpoint.
   *
   * @param {bigint} index
   * @param {import('./checkpoint.js').SignedCheckpoint} signed
   */
  async proof(index, signed) {
    const { size } = signed.checkpoint;
    const path = [];
    await this.#inclusion(index, 0n, size, size, path);
    const proof = makeLogProof(index, path, signed);
    const refusal = logProofRefusal(proof, await this.entry(index, size), index);
    if (refusal !== undefined) {
      throw new Contradiction(`log of size ${size}: ${refusal}`);
    }
    return proof;
  }

  /** Whether the log of that checkpoint was once what the older one says. */
  async begins(older, newer) {
    return (
      older.origin === newer.origin &&
      older.size <= newer.size &&
      (older.size === 0n ? EMPTY_ROOT : await this.#root(0n, older.size, newer.size)) === older.root
    );
  }

  /** That the newer log begins with the older one. @returns {Promise<string[]>} */
  async consistency(older, newer) {
    const proof = [];
    if (older.size > 0n && older.size <= newer.size) {
      await this.#consistency(older.size, 0n, newer.size, true, newer.size, proof);
    }
    const refusal = consistencyRefusal(older, newer, proof);
    if (refusal !== undefined) {
      throw new Contradiction(`log of size ${newer.size}: ${refusal}`);
    }
    return proof;
  }

  async #inclusion(index, from, to, size, path) {
    if (to - from === 1n) {
      return;
    }
    const middle = split(from, to);
    if (index < middle) {
      await this.#inclusion(index, from, middle, size, path);
      path.push(await this.#root(middle, to, size));
    } else {
      await this.#inclusion(index, middle, to, size, path);
      path.push(await this.#root(from, middle, size));
    }
  }

  /** `known` says that the reader holds the root over this range, as its older root. */
  async #consistency(old, from, to, known, size, proof) {
    if (old === to) {
      if (!known) {
        proof.push(await this.#root(from, to, size));
      }
      return;
    }
    const middle = split(from, to);
    if (old <= middle) {
      await this.#consistency(old, from, middle, known, size, proof);
      proof.push(await this.#root(middle, to, size));
    } else {
      await this.#consistency(old, middle, to, false, size, proof);
      proof.push(await this.#root(from, middle, size));
    }
  }

  /** The root over the entries of a range of a log of that size. */
  async #root(from, to, size) {
    const count = to - from;
    if ((count & (count - 1n)) === 0n) {
      const level = count.toString(2).length - 1;
      return this.#hash(level, from >> BigInt(level), size);
    }
    const middle = split(from, to);
    return logNode(await this.#root(from, middle, size), await this.#root(middle, to, size));
  }

  /** The root over the 2^level entries from index * 2^level on. */
  async #hash(level, index, size) {
    const tileLevel = Math.floor(level / 8);
    const count = 1 << (level % 8); // so many of the tile's hashes lie under the one asked for
    const first = index * BigInt(count);
    const width = tileWidth(tileLevel, first / FULL, size);
    const path = tilePath(tileLevel, first / FULL, width);
    const tile = await this.#tiles(path);
    if (tile.length !== width * HASH_BYTES) {
      throw new Contradiction(`${path} of ${tile.length} bytes, want ${width} hashes`);
    }
    const at = Number(first % FULL);
    let hashes = Array.from({ length: count }, (_, i) =>
      hex(tile.slice((at + i) * HASH_BYTES, (at + i + 1) * HASH_BYTES)),
    );
    while (hashes.length > 1) {
      hashes = hashes.flatMap((hash, i) => (i % 2 === 0 ? [logNode(hash, hashes[i + 1])] : []));
    }
    return hashes[0];
  }
}

/** After the largest power of two below the range's length. */
function split(from, to) {
  return from + (1n << BigInt((to - from - 1n).toString(2).length - 1));
}

/** Up to 256 entries in one file, each after its length of two bytes, and nothing after them. */
function splitEntries(bundle, width, path) {
  const entries = [];
  let at = 0;
  while (entries.length < width) {
    const start = at + 2;
    const end = start + Number(toUnsigned(bundle.slice(at, start)));
    if (start > bundle.length || end > bundle.length) {
      throw new Contradiction(`${path} ends within entry ${entries.length}, want ${width}`);
    }
    entries.push(bundle.slice(start, end));
    at = end;
  }
  if (at !== bundle.length) {
    throw new Contradiction(`${path} of ${bundle.length} bytes, want the ${at} of its entries`);
  }
  return entries;
}
