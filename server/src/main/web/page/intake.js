/**
 * What a customer hands in, recognized by what it says and never by its name: an account link, an
 * account proof, a receipt, an attestation's bundle, a trust root, a policy, or an image that may
 * show a link as a QR code. Each is read as strictly as everywhere; no message repeats any of it.
 */
import { parseBundle } from '../lib/bundle.js';
import { fromUtf8 } from '../lib/bytes.js';
import { parseEnvelope } from '../lib/envelope.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseAccountLink } from '../lib/liabilities/link.js';
import { parseReceipt, RECEIPT_TYPE } from '../lib/liabilities/receipt.js';
import { Malformed, readOrNone } from '../lib/malformed.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';

const ROOT_TYPE = 'application/vnd.solvent.trust-root+json';

/** Larger than the largest account proof with its bundle: it is not read into memory. */
export const MOST_BYTES = 553_648_128;

/** Longer than any link, with spaces around it. */
const MOST_LINK = 4_096;

/** How a canonical file of each kind begins: its names are sorted, and the first is never left out. */
const BEGINNINGS = [
  ['{"accountId":', 'proof'],
  ['{"blobs":', 'bundle'],
  ['{"payload":', 'envelope'],
  ['{"assets":', 'policy'],
];

/** The first bytes of the images that browsers read. */
const IMAGES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x42, 0x4d],
];

const WANTED = 'want an account link, an account proof, a receipt, a bundle, a trust root or a policy';

/**
 * @typedef {{kind: 'link' | 'proof' | 'receipt' | 'bundle' | 'root' | 'policy' | 'image',
 *   value: object | undefined, bytes: Uint8Array}} Given
 */

/** @param {Uint8Array} bytes of a file, or of a text @returns {Promise<Given>} */
export async function recognize(bytes) {
  if (bytes.length === 0) {
    throw new Malformed(`nothing, ${WANTED}`);
  }
  if (IMAGES.some((first) => first.every((byte, i) => bytes[i] === byte))) {
    return { kind: 'image', value: undefined, bytes };
  }
  const kind = BEGINNINGS.find(([text]) => begins(bytes, text))?.[1];
  switch (kind) {
    case 'proof':
      return { kind, value: await parseAccountProof(bytes), bytes };
    case 'bundle':
      return { kind, value: await parseBundle(bytes), bytes };
    case 'policy':
      return { kind, value: parsePolicy(bytes), bytes };
    case 'envelope':
      return ofEnvelope(bytes);
    default:
      return ofText(bytes);
  }
}

async function ofEnvelope(bytes) {
  const envelope = parseEnvelope(bytes);
  if (envelope.payloadType === ROOT_TYPE) {
    return { kind: 'root', value: await parseSignedRoot(bytes), bytes };
  }
  if (envelope.payloadType === RECEIPT_TYPE) {
    // One that cannot be read was signed all the same: beside a proof, its check says so.
    const value = { envelope, receipt: readOrNone(() => parseReceipt(envelope.payload)) };
    return { kind: 'receipt', value, bytes };
  }
  throw new Malformed(`signed file of another kind, ${WANTED}`);
}

function ofText(bytes) {
  const text = bytes.length > MOST_LINK ? undefined : readOrNone(() => fromUtf8(bytes));
  if (text === undefined || !/(^|#|\s)v1\./.test(text)) {
    throw new Malformed(`something else, ${WANTED}`);
  }
  return { kind: 'link', value: parseAccountLink(text.trim()), bytes: new Uint8Array() };
}

function begins(bytes, text) {
  return [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
