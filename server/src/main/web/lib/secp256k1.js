/**
 * Signatures on secp256k1 as Ethereum and Bitcoin make them: ECDSA with the signer's key given or
 * recovered, and Schnorr of BIP-340. Public keys are points as bytes. Numbers are held to their
 * ranges here, S to the lower half of the order, and DER to its one spelling.
 */
import { schnorr, secp256k1 } from '@noble/curves/secp256k1.js';
import { concat, toUnsigned, unsigned, utf8 } from './bytes.js';
import { sha256 } from './hash.js';
import { Malformed } from './malformed.js';
import { OctetReader } from './octets.js';

const { Point } = secp256k1;
const ORDER = Point.Fn.ORDER;
const FIELD = Point.Fp.ORDER;

/** @typedef {Readonly<{r: bigint, s: bigint}>} EcdsaSignature */

function ecdsaSignature(r, s) {
  if (r <= 0n || r >= ORDER || s <= 0n || s > ORDER >> 1n) {
    throw new Malformed('signature out of range, want 0 < r < n and 0 < s <= n/2');
  }
  return Object.freeze({ r, s });
}

/** R and S of 32 bytes each. @param {Uint8Array} rs @returns {EcdsaSignature} */
export function parseFixedSignature(rs) {
  if (rs.length !== 64) {
    throw new Malformed(`signature of ${rs.length} bytes, want 64`);
  }
  return ecdsaSignature(toUnsigned(rs.slice(0, 32)), toUnsigned(rs.slice(32)));
}

/**
 * DER in its one spelling: a sequence of two integers, each as short as it can be.
 *
 * @param {Uint8Array} der
 * @returns {EcdsaSignature}
 */
export function parseDerSignature(der) {
  const reader = new OctetReader(der);
  if (der.length > 72 || reader.u8() !== 0x30 || reader.u8() !== reader.left()) {
    throw new Malformed(`signature of ${der.length} bytes, want strict DER`);
  }
  const r = derInteger(reader);
  const signature = ecdsaSignature(r, derInteger(reader));
  reader.end();
  return signature;
}

function derInteger(reader) {
  if (reader.u8() !== 0x02) {
    throw new Malformed('another tag, want an integer of DER');
  }
  const length = reader.u8();
  const bytes = reader.take(length);
  const filler = bytes[1] < 0x80 ? 0x00 : 0xff;
  if (length === 0 || (length > 1 && bytes[0] === filler)) {
    throw new Malformed(`an integer of ${length} bytes, want the shortest DER`);
  }
  return BigInt.asIntN(8 * length, toUnsigned(bytes));
}

/** The point of 33 bytes that begin with 2 or 3, or of 65 that begin with 4; null for others. */
function pointOf(key) {
  const compressed = key.length === 33 && (key[0] === 2 || key[0] === 3);
  if (!compressed && !(key.length === 65 && key[0] === 4)) {
    return null;
  }
  try {
    return Point.fromBytes(key);
  } catch {
    return null; // how the library says that no such point is on the curve
  }
}

/** Whether these are a point in its compressed form, or in its full one where that may be. */
export function isPublicKey(key, fullToo) {
  return (key.length === 33 || fullToo) && pointOf(key) !== null;
}

/** The 33 bytes of a key that was given as 65. */
export function compressed(full) {
  const point = pointOf(full);
  if (point === null) {
    throw new Malformed('no point of secp256k1, want one');
  }
  return point.toBytes(true);
}

/**
 * Whether the key signed the 32 bytes.
 *
 * @param {Uint8Array} publicKey
 * @param {Uint8Array} signed
 * @param {EcdsaSignature} signature
 */
export function verifies(publicKey, signed, { r, s }) {
  const key = pointOf(publicKey);
  if (key === null) {
    return false;
  }
  const inverse = Point.Fn.inv(s);
  const sum = Point.BASE.mulAddUnsafe(mod(toUnsigned(signed) * inverse), key, mod(r * inverse));
  return !sum.is0() && mod(sum.toAffine().x) === r;
}

/**
 * The key that made the signature, 65 bytes that begin with 4; null where it belongs to none. The
 * id's lowest bit says which of two points R is, the next whether its x went past the order.
 *
 * @param {Uint8Array} signed
 * @param {EcdsaSignature} signature
 * @param {number} recoveryId 0 to 3
 * @returns {Uint8Array | null}
 */
export function recover(signed, { r, s }, recoveryId) {
  const x = (recoveryId & 2) === 0 ? r : r + ORDER;
  if (x >= FIELD) {
    return null;
  }
  const point = pointOf(concat(Uint8Array.of(2 + (recoveryId & 1)), unsigned(x, 32)));
  if (point === null) {
    return null;
  }
  const inverse = Point.Fn.inv(r);
  const ofGenerator = mod(-toUnsigned(signed) * inverse);
  const key = Point.BASE.mulAddUnsafe(ofGenerator, point, mod(s * inverse));
  return key.is0() ? null : key.toBytes(false);
}

function mod(number) {
  return Point.Fn.create(number);
}

/** BIP-340, "Verification": R and s of 32 bytes each, the key an x coordinate. */
export function verifiesSchnorr(xOnlyKey, message, signature) {
  if (xOnlyKey.length !== 32 || signature.length !== 64) {
    return false;
  }
  return schnorr.verify(signature, message, xOnlyKey);
}

/** BIP-340, "Design": a SHA-256 that no other use can run into. @returns {Uint8Array} */
export function taggedHash(tag, ...parts) {
  const tagHash = sha256(utf8(tag));
  return sha256(tagHash, tagHash, ...parts);
}
