/**
 * Ed25519 keys (RFC 8032) that are canonical and of prime order: for such keys all verifiers agree on
 * the signatures that the platform accepts.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { Malformed } from '../malformed.js';
import { compareBytes, concat, hex, parseHex } from '../bytes.js';
import { digest } from '../hash.js';
import { lazyKey, verifies } from './platform.js';

const ED25519_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/** SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 33 bytes, none unused }. */
const SPKI_PREFIX = parseHex('302a300506032b6570032100');

/** Reads the 32 bytes of RFC 8032. @param {Uint8Array} raw */
export function ed25519Key(raw) {
  if (raw.length !== ED25519_BYTES) {
    throw new Malformed(`Ed25519 key of ${raw.length} bytes, want ${ED25519_BYTES}`);
  }
  if (!isClean(raw)) {
    throw new Malformed(`Ed25519 key ${hex(raw)}, want a canonical one of prime order`);
  }
  const spki = concat(SPKI_PREFIX, raw);
  const platformKey = lazyKey('raw', raw, { name: 'Ed25519' });
  return Object.freeze({
    algorithm: 'Ed25519',
    raw,
    spki,
    id: digest(spki),
    verify: async (message, signature) =>
      signature.length === ED25519_SIGNATURE_BYTES &&
      verifies({ name: 'Ed25519' }, platformKey(), signature, message),
  });
}

/**
 * Keys that were found clean, so that one which stands in many files is looked at once. It is only
 * ever a key's own bytes that say so: nothing of a file or a reader is kept.
 */
const FOUND_CLEAN = new Set();
const MOST_KEPT = 1_000;

/** Whether these bytes are the one encoding of a point of the group's prime order. */
function isClean(raw) {
  const name = hex(raw);
  if (FOUND_CLEAN.has(name)) {
    return true;
  }
  const clean = isPrimeOrder(raw);
  if (clean && FOUND_CLEAN.size < MOST_KEPT) {
    FOUND_CLEAN.add(name);
  }
  return clean;
}

function isPrimeOrder(raw) {
  let point;
  try {
    point = ed25519.Point.fromBytes(raw);
  } catch {
    return false; // no point, or an encoding that is not the canonical one
  }
  return (
    compareBytes(point.toBytes(), raw) === 0 && !point.isSmallOrder() && point.isTorsionFree()
  );
}

/** Whether this is a SubjectPublicKeyInfo of an Ed25519 key. */
export function isEd25519Spki(der) {
  return (
    der.length === SPKI_PREFIX.length + ED25519_BYTES &&
    compareBytes(der.subarray(0, SPKI_PREFIX.length), SPKI_PREFIX) === 0
  );
}

export function ed25519OfSpki(der) {
  return ed25519Key(der.slice(SPKI_PREFIX.length));
}
