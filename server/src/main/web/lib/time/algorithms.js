/**
 * The algorithms that a token and its certificates may use (docs/spec/time.md, section 6); what is
 * not listed is refused by name. The platform's WebCrypto verifies.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes.js';
import { Malformed, readOrNone } from '../malformed.js';
import { lazyKey, verifies } from '../signature/platform.js';
import { NULL, SEQUENCE, numberedConstructed, parseDer } from './der.js';
import { DerFields, inside, integerOf, oidOf } from './fields.js';

const WANT = ', want SHA-256, SHA-384 or SHA-512 with RSA, RSASSA-PSS or ECDSA, or Ed25519';

/** How a platform says that it lacks an algorithm. */
export const NOT_SUPPORTED = 'NotSupportedError';

/** @typedef {Readonly<{oid: string, parameters: import('./der.js').DerNode | undefined}>} AlgorithmId */
/** @typedef {256 | 384 | 512} DigestBits */
/**
 * How a signature is checked: by which kind of key, over which digest.
 *
 * @typedef {Readonly<{kind: 'RSASSA-PKCS1-v1_5'|'RSA-PSS'|'ECDSA'|'Ed25519',
 *   bits: DigestBits}>} Rule
 */

const HASHES = { 1: sha1, 256: sha256, 384: sha384, 512: sha512 };

const DIGESTS = new Map([
  ['2.16.840.1.101.3.4.2.1', 256],
  ['2.16.840.1.101.3.4.2.2', 384],
  ['2.16.840.1.101.3.4.2.3', 512],
]);

export const SHA_256 = '2.16.840.1.101.3.4.2.1';
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const RSASSA_PSS = '1.2.840.113549.1.1.10';
export const ED25519 = '1.3.101.112';
const MGF1 = '1.2.840.113549.1.1.8';

const rule = (kind, bits) => Object.freeze({ kind, bits });
const rsa = (bits) => rule('RSASSA-PKCS1-v1_5', bits);

const NAMED = new Map([
  ['1.2.840.113549.1.1.11', rsa(256)],
  ['1.2.840.113549.1.1.12', rsa(384)],
  ['1.2.840.113549.1.1.13', rsa(512)],
  ['1.2.840.10045.4.3.2', rule('ECDSA', 256)],
  ['1.2.840.10045.4.3.3', rule('ECDSA', 384)],
  ['1.2.840.10045.4.3.4', rule('ECDSA', 512)],
  [ED25519, rule('Ed25519', 512)],
]);

/** An algorithm's identifier. @param {import('./der.js').DerNode} node @returns {AlgorithmId} */
export function readAlgorithm(node) {
  const fields = new DerFields('algorithm', node);
  const oid = oidOf(fields.any());
  const parameters = node.children.length > 1 ? fields.any() : undefined;
  fields.end();
  return Object.freeze({ oid, parameters });
}

/** Its digest in bits; undefined where it is none of the list. @returns {DigestBits | undefined} */
export function digestBits(algorithm) {
  return hasNothing(algorithm) ? DIGESTS.get(algorithm.oid) : undefined;
}

const hasNothing = ({ parameters }) => parameters === undefined || parameters.tag === NULL;

/** The rule of a certificate's signature, or undefined. @returns {Rule | undefined} */
export function ruleOfCertificate(signature) {
  if (signature.oid === RSASSA_PSS) {
    return signature.parameters && readOrNone(() => pssRule(signature.parameters));
  }
  return hasNothing(signature) ? NAMED.get(signature.oid) : undefined;
}

/** The rule of a CMS signature, which names its digest a second time. @returns {Rule | undefined} */
export function ruleOfToken(signature, digest) {
  const bits = digestBits(digest);
  if (signature.oid === RSA_ENCRYPTION) {
    return hasNothing(signature) && bits !== undefined ? rsa(bits) : undefined;
  }
  const found = ruleOfCertificate(signature);
  return found?.bits === bits ? found : undefined;
}

/** One digest for the message and the mask, and a salt as long as it. */
export function pssRule(parameters) {
  const fields = new DerFields('RSASSA-PSS', parameters, SEQUENCE);
  const part = (number) => {
    const node = fields.optional(numberedConstructed(number));
    return node && inside('RSASSA-PSS', node);
  };
  const [hash, mask, salt, trailer] = [part(0), part(1), part(2), part(3)];
  fields.end();
  if (!hash || !mask || !salt) {
    return undefined; // what is left out is SHA-1
  }
  const bits = digestBits(readAlgorithm(hash));
  const mgf = readAlgorithm(mask);
  const sameMask =
    mgf.oid === MGF1 && mgf.parameters && digestBits(readAlgorithm(mgf.parameters)) === bits;
  const sameSalt = bits !== undefined && integerOf(salt) === BigInt(bits / 8);
  const plain = trailer === undefined || integerOf(trailer) === 1n;
  return sameMask && sameSalt && plain ? rule('RSA-PSS', bits) : undefined;
}

/** What people call the algorithms that are met, and of the others their numbers. */
const CALLED = new Map([
  ['1.2.840.113549.2.5', 'MD5'],
  ['1.3.14.3.2.26', 'SHA1'],
  ['2.16.840.1.101.3.4.2.4', 'SHA224'],
  [SHA_256, 'SHA256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA512'],
  [RSA_ENCRYPTION, 'RSA'],
  ['1.2.840.113549.1.1.4', 'MD5WITHRSA'],
  ['1.2.840.113549.1.1.5', 'SHA1WITHRSA'],
  ['1.2.840.113549.1.1.14', 'SHA224WITHRSA'],
  [RSASSA_PSS, 'RSASSA-PSS'],
  ['1.2.840.10045.4.1', 'ECDSAWITHSHA1'],
  ['1.2.840.10045.4.3.1', 'SHA224WITHECDSA'],
  ['1.2.840.10045.4.3.2', 'SHA256WITHECDSA'],
  ['1.2.840.10045.4.3.3', 'SHA384WITHECDSA'],
  ['1.2.840.10045.4.3.4', 'SHA512WITHECDSA'],
  ['1.2.840.10040.4.3', 'SHA1WITHDSA'],
  [ED25519, 'ED25519'],
  ['1.3.101.113', 'ED448'],
]);

const called = ({ oid }) => CALLED.get(oid) ?? oid;

/** The message that refuses a signature's algorithm. */
export function algorithmRefusal(signature, digest) {
  const over = digest === undefined ? '' : ` over ${called(digest)}`;
  return `signature by ${called(signature)}${over}${WANT}`;
}

/**
 * The digest of whole bytes; SHA-1 where an older attribute names a certificate by it.
 *
 * @param {1 | DigestBits} bits
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
export function digestOf(bits, bytes) {
  return HASHES[bits](bytes);
}

/**
 * Whether the key signed exactly these bytes by the rule.
 *
 * @param {Rule} rule
 * @param {import('./public-key.js').CertificateKey} key
 * @param {Uint8Array} signed
 * @param {Uint8Array} signature
 */
export async function holds({ kind, bits }, key, signed, signature) {
  if (!key.kinds.includes(kind) || (key.pssBits ?? bits) !== bits) {
    return false;
  }
  const form = kind === 'ECDSA' ? readOrNone(() => fixedForm(signature, key.bytes)) : signature;
  if (form === undefined) {
    return false;
  }
  const hash = `SHA-${bits}`;
  const name = { name: kind };
  const imported = { ...name, hash, namedCurve: key.curve };
  const algorithm = { ...name, hash, saltLength: bits / 8 };
  try {
    return await verifies(algorithm, lazyKey('spki', key.spki, imported)(), form, signed);
  } catch (error) {
    if (error instanceof globalThis.DOMException && error.name !== NOT_SUPPORTED) {
      return false; // how the platform says that a key is none
    }
    throw error; // a platform that cannot verify gives no verdict
  }
}

/** R and S of so many bytes each, as WebCrypto wants them, out of DER. */
function fixedForm(der, bytes) {
  const fields = new DerFields('signature', parseDer(der));
  const parts = [fields.any(), fields.any()].map((node) => {
    const number = integerOf(node);
    const digits = number.toString(16).padStart(2 * bytes, '0');
    if (number <= 0n || digits.length > 2 * bytes) {
      throw new Malformed('signature out of range, want numbers of the curve');
    }
    return Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
  });
  fields.end();
  return concat(...parts);
}
