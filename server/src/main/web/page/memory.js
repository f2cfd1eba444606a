/**
 * What this browser keeps between visits, of one publication: nothing secret, and nothing that says
 * who looked. Where storage is barred it keeps nothing, and says so.
 *
 *   solvent.root.<log origin>         the id of the first trust root that was taken
 *   solvent.checkpoint.<log origin>   the last checkpoint that passed, its text
 *   solvent.accepted.<hash>           the last epoch in which a link's balances were all counted; the
 *                                     hash is of the link's key, and reveals nothing of it
 *   solvent.language                  the language that the reader chose
 */
const PREFIX = 'solvent.';

/** @param {Storage | undefined} storage */
export function openMemory(storage) {
  const get = (name) => {
    try {
      return storage?.getItem(PREFIX + name) ?? undefined;
    } catch {
      return undefined;
    }
  };
  const put = (name, value) => {
    try {
      storage?.setItem(PREFIX + name, value);
    } catch {
      // full, or barred: the next visit begins as the first one did
    }
  };
  return Object.freeze({ get, put });
}

/** The browser's own, where it is not barred. */
export function browserStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
