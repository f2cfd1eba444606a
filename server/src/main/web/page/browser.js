/** Whether this browser can verify at all. */

/** The point that everybody's Ed25519 starts from: a key that every browser that has Ed25519 takes. */
const SOME_KEY = Uint8Array.from([0x58, ...new Array(31).fill(0x66)]);

/**
 * What is missing here: `secure`, a page that browsers hand WebCrypto to; `ed25519`, in it the
 * algorithm that logs and statements are signed with.
 *
 * @param {SubtleCrypto | undefined} subtle
 * @returns {Promise<'secure' | 'ed25519' | undefined>}
 */
export async function missingHere(subtle) {
  if (subtle === undefined) {
    return 'secure';
  }
  try {
    await subtle.importKey('raw', SOME_KEY, 'Ed25519', false, ['verify']);
    return undefined;
  } catch {
    return 'ed25519';
  }
}
