/**
 * Some keys, and how many of them have to sign. They ascend by their ids, each once, so that a
 * threshold counts distinct keys.
 */
import { Malformed } from '../malformed.js';
import { readKey } from '../signature/keys.js';

const MAX_KEYS = 30;

/** @typedef {{keys: readonly import('../signature/keys.js').VerifyingKey[], threshold: number}} KeySet */

/** The fields `keys` and `threshold` of an object. @returns {KeySet} */
export function readKeySet(fields) {
  const keys = fields.list('keys', 1, MAX_KEYS, readKey);
  const threshold = fields.integer('threshold', 1, MAX_KEYS);
  return fields.build(() => {
    keys.forEach((key, i) => {
      if (i > 0 && !(keys[i - 1].id < key.id)) {
        throw new Malformed(`key ${key.id}, want ascending ids, each once`);
      }
    });
    if (threshold > keys.length) {
      throw new Malformed(`threshold ${threshold} of ${keys.length} keys, want 1 to that many`);
    }
    return Object.freeze({ keys, threshold });
  });
}

/** Whether the two are the same keys under the same threshold. */
export function sameKeySet(a, b) {
  return (
    a.threshold === b.threshold &&
    a.keys.length === b.keys.length &&
    a.keys.every((key, i) => key.id === b.keys[i].id)
  );
}
