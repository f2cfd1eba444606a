/** X.509 certificates as RFC 5280 has them: what a path to a pinned root is made of. */
import { equalBytes } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { readAlgorithm, ruleOfCertificate } from './algorithms.js';
import {
  BIT_STRING,
  BOOLEAN,
  INTEGER,
  OCTET_STRING,
  OID,
  SEQUENCE,
  numbered,
  numberedConstructed,
  parseDer,
} from './der.js';
import { DerFields, inside, integerOf, isTrue, oidOf, requireTag, wholeBytes } from './fields.js';
import { readName } from './names.js';
import { readPublicKey } from './public-key.js';
import { certificateTime } from './times.js';

export const BASIC_CONSTRAINTS = '2.5.29.19';
export const KEY_USAGE = '2.5.29.15';
export const EXTENDED_KEY_USAGE = '2.5.29.37';
export const NAME_CONSTRAINTS = '2.5.29.30';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const DIGITAL_SIGNATURE = 0;
const NON_REPUDIATION = 1;
export const CERTIFICATE_SIGNING = 5;

/**
 * Times are in seconds. `pathLength` is how many authorities may stand below this one: -1 where it is
 * none, Infinity where nothing is said. `keyUsage` says of a bit whether it is set; undefined where
 * the certificate says nothing of its key's use.
 *
 * @typedef {Readonly<{der: Uint8Array, signed: Uint8Array, signature: Uint8Array,
 *   algorithm: import('./algorithms.js').AlgorithmId,
 *   rule: import('./algorithms.js').Rule | undefined,
 *   serial: Uint8Array, issuer: import('./names.js').Name, subject: import('./names.js').Name,
 *   notBefore: number, notAfter: number, key: import('./public-key.js').CertificateKey,
 *   extensions: ReadonlyMap<string, {critical: boolean, value: Uint8Array}>,
 *   pathLength: number, keyUsage: ((bit: number) => boolean) | undefined,
 *   purposes: string[]}>} Certificate
 */

/** @param {import('./der.js').DerNode} node @returns {Certificate} */
export function readCertificate(node) {
  const fields = new DerFields('certificate', node);
  const body = fields.take(SEQUENCE);
  const algorithmNode = fields.take(SEQUENCE);
  const signature = wholeBytes('certificate signature', fields.take(BIT_STRING));
  fields.end();
  const algorithm = readAlgorithm(algorithmNode);
  const signed = readSigned(body, algorithmNode);
  return Object.freeze({
    der: node.raw,
    signed: body.raw,
    signature,
    algorithm,
    rule: ruleOfCertificate(algorithm),
    ...signed,
    ...readUses(signed.extensions),
  });
}

function readSigned(body, algorithmNode) {
  const fields = new DerFields('certificate', body);
  const version = fields.optional(numberedConstructed(0));
  const serial = fields.take(INTEGER).raw;
  if (!equalBytes(fields.take(SEQUENCE).raw, algorithmNode.raw)) {
    throw new Malformed('certificate that names two algorithms, want one twice');
  }
  const issuer = readOwnName(fields);
  const validity = new DerFields('validity', fields.any());
  const notBefore = certificateTime(validity.any());
  const notAfter = certificateTime(validity.any());
  validity.end();
  const subject = readOwnName(fields);
  const key = readPublicKey(fields.take(SEQUENCE));
  fields.optional(numbered(1)); // numbers of the issuer and the subject, which nobody uses
  fields.optional(numbered(2));
  const extensions = readExtensions(fields.optional(numberedConstructed(3)));
  fields.end();
  requireVersion(version, extensions);
  return { serial, issuer, notBefore, notAfter, subject, key, extensions };
}

function readOwnName(fields) {
  const name = readName(fields.any());
  if (name.text === '') {
    throw new Malformed('certificate of or by nobody, want names');
  }
  return name;
}

function requireVersion(node, extensions) {
  const version = node === undefined ? 0n : integerOf(inside('version', node));
  if (version < 0n || version > 2n || (version < 2n && extensions.size > 0)) {
    throw new Malformed('certificate of another version, want 1 to 3, and 3 with extensions');
  }
}

function readExtensions(node) {
  const extensions = new Map();
  if (node === undefined) {
    return extensions;
  }
  for (const child of requireTag('extensions', inside('extensions', node), SEQUENCE).children) {
    const { oid, critical, value } = readExtension(child);
    if (extensions.has(oid)) {
      throw new Malformed(`extension ${oid} twice, want it once`);
    }
    extensions.set(oid, { critical, value });
  }
  return extensions;
}

/** @param {import('./der.js').DerNode} node */
export function readExtension(node) {
  const fields = new DerFields('extension', node);
  const oid = oidOf(fields.take(OID));
  const critical = isTrue(fields.optional(BOOLEAN));
  const value = fields.take(OCTET_STRING).content;
  fields.end();
  return { oid, critical, value };
}

function readUses(extensions) {
  const parsed = (oid) => {
    const extension = extensions.get(oid);
    return extension && parseDer(extension.value);
  };
  const constraints = parsed(BASIC_CONSTRAINTS);
  const usage = parsed(KEY_USAGE);
  const purposes = parsed(EXTENDED_KEY_USAGE);
  return {
    pathLength: constraints === undefined ? -1 : pathLengthOf(constraints),
    keyUsage: usage && bitsOf(requireTag('key usage', usage, BIT_STRING)),
    purposes: purposes ? requireTag('purposes', purposes, SEQUENCE).children.map(oidOf) : [],
  };
}

function pathLengthOf(constraints) {
  const fields = new DerFields('basic constraints', constraints);
  const isAuthority = isTrue(fields.optional(BOOLEAN));
  const length = fields.optional(INTEGER);
  fields.end();
  if (length !== undefined && integerOf(length) < 0n) {
    throw new Malformed('path length below zero, want at least 0');
  }
  if (!isAuthority) {
    return -1;
  }
  return length === undefined ? Infinity : Number(integerOf(length));
}

function bitsOf({ content }) {
  return (bit) => (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit % 8))) & 1) === 1;
}

/** For time stamps alone, and critically so; and for signatures, where it says its key's use. */
export function isForTimeStampsAlone({ extensions, purposes, keyUsage }) {
  return (
    purposes.length === 1 &&
    purposes[0] === TIME_STAMPING &&
    extensions.get(EXTENDED_KEY_USAGE).critical &&
    (keyUsage === undefined || keyUsage(DIGITAL_SIGNATURE) || keyUsage(NON_REPUDIATION))
  );
}
