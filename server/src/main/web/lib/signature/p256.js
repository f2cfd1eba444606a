/**
 * ECDSA keys on P-256 with SHA-256, for what an HSM holds. A key's encoding is the uncompressed
 * point. A signature has one form: DER without choice, and S in the lower half of the order, as S
 * and its negative would both verify.
 */
import { Malformed } from '../malformed.js';
import { compareBytes, concat, parseHex, toUnsigned, unsigned } from '../bytes.js';
import { digest } from '../hash.js';
import { lazyKey, verifies } from './platform.js';

/** SEQUENCE { SEQUENCE { ecPublicKey, prime256v1 }, BIT STRING of 66 bytes, none unused }, 04. */
const SPKI_PREFIX = parseHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004');
const COORDINATE = 32;

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF = ORDER >> 1n;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

/** Whether this is the SubjectPublicKeyInfo of an uncompressed point on P-256. */
export function isP256Spki(der) {
  return (
    der.length === SPKI_PREFIX.length + 2 * COORDINATE &&
    compareBytes(der.subarray(0, SPKI_PREFIX.length), SPKI_PREFIX) === 0
  );
}

/** @param {Uint8Array} spki of which `isP256Spki` is true */
export function p256OfSpki(spki) {
  const point = spki.slice(SPKI_PREFIX.length - 1);
  if (!isOnCurve(toUnsigned(point.slice(1, 33)), toUnsigned(point.slice(33)))) {
    throw new Malformed('P-256 key whose point is not on the curve, want one that is');
  }
  const platformKey = lazyKey('raw', point, CURVE);
  return Object.freeze({
    algorithm: 'P-256',
    spki,
    id: digest(spki),
    verify: async (message, signature) => {
      const rs = strictSignature(signature);
      return rs !== undefined && verifies(ALGORITHM, platformKey(), rs, message);
    },
  });
}

/** @param {bigint} x @param {bigint} y */
function isOnCurve(x, y) {
  return x < P && y < P && (y * y - (x * x * x - 3n * x + B)) % P === 0n;
}

/**
 * The two numbers, 32 bytes each, of a signature in the one form; undefined of any other bytes.
 *
 * @param {Uint8Array} der
 */
export function strictSignature(der) {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) {
    return undefined;
  }
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.end);
  if (!s || s.end !== der.length || r.value >= ORDER || s.value > HALF) {
    return undefined;
  }
  return concat(unsigned(r.value, COORDINATE), unsigned(s.value, COORDINATE));
}

/** A positive INTEGER in its shortest form, and where it ends; undefined where none stands there. */
function readInteger(der, at) {
  const length = der[at + 1];
  const from = at + 2;
  const end = from + length;
  const shortest = der[from] !== 0 || der[from + 1] >= 0x80;
  if (der[at] !== 0x02 || !(length >= 1 && length <= 33 && end <= der.length)) {
    return undefined;
  }
  if (der[from] >= 0x80 || (length > 1 && !shortest)) {
    return undefined; // below zero, or with a zero byte too many
  }
  const value = toUnsigned(der.slice(from, end));
  return value > 0n ? { value, end } : undefined;
}
