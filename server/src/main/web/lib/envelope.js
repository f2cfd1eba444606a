/**
 * Signed bytes: a payload, its type and some signatures (DSSE, docs/spec/envelope.md). Nothing in an
 * envelope is to be believed before `signedBy` said who signed it.
 */
import { parseBase64 } from './base64.js';
import { concat, utf8 } from './bytes.js';
import { readFields } from './fields.js';
import { digest } from './hash.js';
import { jsonLimits } from './json.js';

/** Beyond what a log takes, for envelopes that are never logged. */
const LIMITS = jsonLimits(24 << 20, 8, 1_000);
const MAX_SIGNATURES = 60;
const MAX_SIGNATURE_BYTES = 1_024;
const MAX_TYPE = 255;
const KEY_ID = /^(?:[0-9a-f]{64})?$/;

/**
 * `bytes` are those that were read, and by which a log names it; `payloadDigest` is what the payload
 * is named by, never bytes that a signer can vary.
 *
 * @typedef {object} Envelope
 * @property {Uint8Array} bytes
 * @property {string} payloadType
 * @property {Uint8Array} payload
 * @property {string} payloadDigest
 * @property {readonly {keyid: string, signature: Uint8Array}[]} lines
 */

/** @param {Uint8Array} bytes @returns {Envelope} */
export function parseEnvelope(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    const payload = fields.text('payload', parseBase64);
    const payloadType = fields.text('payloadType');
    if (payloadType === '' || payloadType.length > MAX_TYPE) {
      const found = `${payloadType.length} characters`;
      throw fields.malformed('payloadType', `${found}, want 1 to ${MAX_TYPE}`);
    }
    const lines = fields.list('signatures', 1, MAX_SIGNATURES, readLine);
    return Object.freeze({ bytes, payloadType, payload, payloadDigest: digest(payload), lines });
  });
}

/** The hint says whose signature it is meant to be; it is never relied upon. */
function readLine(fields) {
  const keyid = fields.text('keyid');
  const signature = fields.text('sig', parseBase64);
  if (!KEY_ID.test(keyid)) {
    throw fields.malformed('keyid', 'another form, want 64 lower-case hex digits or nothing');
  }
  if (signature.length === 0 || signature.length > MAX_SIGNATURE_BYTES) {
    throw fields.malformed('sig', `${signature.length} bytes, want 1 to ${MAX_SIGNATURE_BYTES}`);
  }
  return Object.freeze({ keyid, signature });
}

/** An envelope in the field `envelope`, in base64. */
export function readEnvelope(fields) {
  return fields.text('envelope', (text) => parseEnvelope(parseBase64(text)));
}

/**
 * Which of the pinned keys signed, whatever the hints say; each counts once, in their order.
 *
 * @param {Envelope} envelope
 * @param {readonly import('./signature/keys.js').VerifyingKey[]} pinned
 * @param {number} threshold how many have to, at least 1
 */
export async function signedBy(envelope, pinned, threshold) {
  if (!(threshold >= 1)) {
    throw new RangeError(`threshold ${threshold}, want at least 1`);
  }
  const keys = new Map(pinned.map((key) => [key.id, key]));
  const message = preAuthEncoding(envelope.payloadType, envelope.payload);
  const found = new Set();
  for (const line of envelope.lines) {
    const signer = await signerOf(line, keys, message);
    if (signer !== undefined) {
      found.add(signer.id);
    }
  }
  const signers = Object.freeze([...keys.values()].filter((key) => found.has(key.id)));
  return Object.freeze({
    enough: signers.length >= threshold,
    signers,
    detail: `${signers.length} of the pinned keys signed, want ${threshold}`,
  });
}

/** The hint only says with whom to begin; a signature is one key's. */
async function signerOf({ keyid, signature }, keys, message) {
  const hinted = keys.get(keyid);
  const others = [...keys.values()].filter((key) => key !== hinted);
  for (const key of hinted === undefined ? others : [hinted, ...others]) {
    if (await key.verify(message, signature)) {
      return key;
    }
  }
  return undefined;
}

/** "DSSEv1" SP len(type) SP type SP len(body) SP body; lengths in bytes, in decimal. */
export function preAuthEncoding(type, body) {
  const typeBytes = utf8(type);
  return concat(
    utf8(`DSSEv1 ${typeBytes.length} `),
    typeBytes,
    utf8(` ${body.length} `),
    body,
  );
}
