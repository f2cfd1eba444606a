/**
 * A trust root in the envelope that carries its signatures: `<version>.root.json`. That it is signed
 * by its own keys is checked here; whether to trust those is what pinning, or the root before it,
 * says.
 */
import { Malformed } from '../malformed.js';
import { parseEnvelope, signedBy } from '../envelope.js';
import { quoted } from '../quoted.js';
import { parseTrustRoot } from './root.js';
import { successionRefusal } from './succession.js';

const PAYLOAD_TYPE = 'application/vnd.solvent.trust-root+json';

/** @typedef {{envelope: import('../envelope.js').Envelope, root: import('./root.js').TrustRoot}} SignedRoot */

/**
 * Reads an envelope that must hold a root signed by enough of the keys that it names itself.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<SignedRoot>}
 */
export async function parseSignedRoot(bytes) {
  const signed = readSignedRoot(parseEnvelope(bytes));
  await requireSelfSigned(signed);
  return signed;
}

/**
 * As to its form alone. Whoever reads a root so has to call `requireSelfSigned` before it leaves.
 *
 * @returns {SignedRoot}
 */
export function readSignedRoot(envelope) {
  if (envelope.payloadType !== PAYLOAD_TYPE) {
    throw new Malformed(
      `trust root of payload type ${quoted(envelope.payloadType)}, want ${PAYLOAD_TYPE}`,
    );
  }
  return Object.freeze({ envelope, root: parseTrustRoot(envelope.payload) });
}

/** @param {SignedRoot} signed */
export async function requireSelfSigned(signed) {
  const missing = await missingSignatures(signed, signed.root.rootKeys);
  if (missing !== undefined) {
    throw new Malformed(`trust root: ${missing}, those that it names`);
  }
}

/**
 * Why this root may not follow a trusted one, or nothing where it may.
 *
 * @param {SignedRoot} signed
 * @param {import('./root.js').TrustRoot} before
 * @returns {Promise<string | undefined>}
 */
export async function refusalAfter(signed, before) {
  const refusal = successionRefusal(before, signed.root);
  if (refusal !== undefined) {
    return refusal;
  }
  const missing = await missingSignatures(signed, before.rootKeys);
  return missing && `${missing}, those of the root before`;
}

async function missingSignatures({ envelope }, { keys, threshold }) {
  const { enough, detail } = await signedBy(envelope, keys, threshold);
  return enough ? undefined : detail;
}
