/** Bytes by their SHA-256, which is computed here: what is found is what was asked for. */
import { digest } from './hash.js';

export class Blobs {
  #byDigest;

  constructor(byDigest) {
    this.#byDigest = byDigest;
  }

  /** @param {Iterable<Uint8Array>} contents */
  static of(contents) {
    const byDigest = new Map();
    for (const content of contents) {
      byDigest.set(digest(content), content);
    }
    return new Blobs(byDigest);
  }

  /** These and those; what both have is the same. @param {Blobs} others */
  and(others) {
    return new Blobs(new Map([...this.#byDigest, ...others.#byDigest]));
  }

  /** @param {string} sha256 @returns {Uint8Array | undefined} */
  find(sha256) {
    return this.#byDigest.get(sha256);
  }

  /** In ascending order. @returns {string[]} */
  digests() {
    return [...this.#byDigest.keys()].sort();
  }
}

export const NO_BLOBS = Blobs.of([]);
