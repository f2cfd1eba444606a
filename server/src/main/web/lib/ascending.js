/** The one order of a list, in which each key can stand once: texts ascend by UTF-16 code units. */
import { Malformed } from './malformed.js';

/**
 * @template T
 * @param {string} name of the list
 * @param {readonly T[]} items
 * @param {(item: T) => string | number} key
 */
export function requireAscending(name, items, key) {
  for (let i = 1; i < items.length; i++) {
    const before = key(items[i - 1]);
    const here = key(items[i]);
    if (!(before < here)) {
      throw new Malformed(`${name}: ${here} after ${before}, want ascending, each once`);
    }
  }
}
