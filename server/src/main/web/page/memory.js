/**
 * What this browser keeps between visits, of one publication: nothing secret, and nothing that says
 * who looked. Where storage is barred it keeps nothing. The server can have a browser forget all of it
 * (`Clear-Site-Data`): then the next visit is a first one, and nothing here can tell.
 *
 *   solvent.root                      the id of the first trust root that was taken; of whatever log,
 *                                     or a root of another log would be a first one again
 *   solvent.policy                    the digest of the policy that was shown last
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
