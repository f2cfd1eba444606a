/**
 * The signatures that the platform verifies itself. Its rule for Ed25519 is the one without a
 * cofactor, with S below the order and R canonical; a library that multiplies by the cofactor would
 * accept signatures that other verifiers refuse.
 */

/** The platform's WebCrypto, or an error that says what is missing: that is never a verdict. */
function subtle() {
  const found = globalThis.crypto?.subtle;
  if (found === undefined) {
    throw new Error('no WebCrypto here, want a page from https, localhost or a file');
  }
  return found;
}

/** A key for `verifies`, made when it is first asked for. */
export function lazyKey(format, bytes, algorithm) {
  let key;
  return () => (key ??= subtle().importKey(format, bytes, algorithm, false, ['verify']));
}

/**
 * Whether the key signed exactly these bytes.
 *
 * @param {Promise<CryptoKey>} key
 * @returns {Promise<boolean>}
 */
export async function verifies(algorithm, key, signature, message) {
  return subtle().verify(algorithm, await key, signature, message);
}
