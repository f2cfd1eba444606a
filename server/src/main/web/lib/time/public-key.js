/** A certificate's public key, of a kind and size that may sign tokens or certificates. */
import { concat, parseHex } from '../bytes.js';
import { readOrNone } from '../malformed.js';
import { BIT_STRING, NULL, OID, SEQUENCE, parseDer } from './der.js';
import { DerFields, integerOf, oidOf, wholeBytes } from './fields.js';
import { ED25519, RSASSA_PSS, RSA_ENCRYPTION, pssRule, readAlgorithm } from './algorithms.js';

const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 8192; // more costs whoever verifies, not whoever sends
const MAX_EXPONENT_BITS = 64; // likewise
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** WebCrypto's name of a curve, and how many bytes a coordinate has. */
const CURVES = new Map([
  ['1.2.840.10045.3.1.7', { curve: 'P-256', bytes: 32 }],
  ['1.3.132.0.34', { curve: 'P-384', bytes: 48 }],
  ['1.3.132.0.35', { curve: 'P-521', bytes: 66 }],
]);

/** SEQUENCE { rsaEncryption, NULL }, under which WebCrypto reads every RSA key. */
const RSA_ALGORITHM = parseHex('300d06092a864886f70d0101010500');

/**
 * `problem` says what is wrong with the key, if anything; else `kinds` are the signatures that it can
 * make, and `spki` is what WebCrypto imports. `pssBits` is the one digest of a key for RSASSA-PSS
 * that names one.
 *
 * @typedef {Readonly<{problem: string | undefined, kinds: ReadonlyArray<string>,
 *   spki: Uint8Array, curve?: string, bytes?: number, pssBits?: number}>} CertificateKey
 */

/** @param {import('./der.js').DerNode} spki @returns {CertificateKey} */
export function readPublicKey(spki) {
  const fields = new DerFields('public key', spki);
  const algorithm = readAlgorithm(fields.any());
  const bits = wholeBytes('public key', fields.take(BIT_STRING));
  fields.end();
  if (algorithm.oid === RSA_ENCRYPTION || algorithm.oid === RSASSA_PSS) {
    return rsaKey(algorithm, bits);
  }
  const curve =
    algorithm.oid === EC_PUBLIC_KEY && algorithm.parameters?.tag === OID
      ? CURVES.get(oidOf(algorithm.parameters))
      : undefined;
  if (curve !== undefined && bits[0] === 4 && bits.length === 1 + 2 * curve.bytes) {
    return usable({ kinds: ['ECDSA'], spki: spki.raw, ...curve });
  }
  if (algorithm.oid === ED25519 && algorithm.parameters === undefined && bits.length === 32) {
    return usable({ kinds: ['Ed25519'], spki: spki.raw });
  }
  return unusable(
    `key of ${algorithm.oid}, want RSA, Ed25519, or one on P-256, P-384 or P-521`,
  );
}

const usable = (key) => Object.freeze({ problem: undefined, ...key });
const unusable = (problem) => Object.freeze({ problem, kinds: [], spki: new Uint8Array(0) });

function rsaKey({ oid, parameters }, bits) {
  const fields = new DerFields('RSA key', parseDer(bits));
  const modulusBits = bitLength(integerOf(fields.any()));
  const exponentBits = bitLength(integerOf(fields.any()));
  fields.end();
  if (exponentBits > MAX_EXPONENT_BITS) {
    return unusable('RSA key with a long exponent, want at most 64 bits');
  }
  if (modulusBits < MIN_RSA_BITS || modulusBits > MAX_RSA_BITS) {
    return unusable(`RSA key of ${modulusBits} bits, want 2048 to 8192`);
  }
  const spki = derSequence(RSA_ALGORITHM, bitString(bits));
  const plain = parameters === undefined || parameters.tag === NULL;
  if (oid === RSA_ENCRYPTION) {
    return plain
      ? usable({ kinds: ['RSASSA-PKCS1-v1_5', 'RSA-PSS'], spki })
      : unusable('RSA key with parameters, want none');
  }
  const pss = plain ? undefined : readOrNone(() => pssRule(parameters));
  return plain || pss !== undefined
    ? usable({ kinds: ['RSA-PSS'], spki, pssBits: pss?.bits })
    : unusable('RSASSA-PSS key with parameters of its own, want those of the list');
}

function bitLength(number) {
  return number <= 0n ? 0 : number.toString(2).length;
}

function bitString(bytes) {
  return derElement(BIT_STRING, concat(Uint8Array.of(0), bytes));
}

function derSequence(...elements) {
  return derElement(SEQUENCE, concat(...elements));
}

function derElement(tag, content) {
  const { length } = content;
  const head =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, Math.floor(length / 0x100), length % 0x100];
  return concat(Uint8Array.of(tag, ...head), content);
}
