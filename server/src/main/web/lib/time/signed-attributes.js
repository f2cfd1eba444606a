/** What the signer signed: the digest of the content, and whose certificate is the signer's. */
import { equalBytes } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { digestBits, digestOf, readAlgorithm } from './algorithms.js';
import {
  BIT_STRING,
  INTEGER,
  OCTET_STRING,
  OID,
  SEQUENCE,
  SET,
  numberedConstructed,
} from './der.js';
import { DerFields, oidOf, requireTag } from './fields.js';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** How a GeneralName says that it is a name as certificates have them. */
const DIRECTORY_NAME = numberedConstructed(4);

/**
 * An identifier of a certificate: its hash by a digest of so many bits, of none where that is not of
 * the list, and where it is there its issuer and serial number.
 *
 * @typedef {{bits: 1 | 256 | 384 | 512 | undefined, hash: Uint8Array,
 *   issuerSerial: {issuer: import('./der.js').DerNode, serial: Uint8Array} | undefined}} Identifier
 * @typedef {Readonly<{messageDigest: Uint8Array, identifiers: Identifier[]}>} SignedAttributes
 */

/**
 * @param {ReadonlyArray<import('./der.js').DerNode>} nodes
 * @returns {SignedAttributes}
 */
export function readSignedAttributes(nodes) {
  const attributes = readAttributes(nodes);
  const type = only(attributes.get(CONTENT_TYPE));
  const digest = only(attributes.get(MESSAGE_DIGEST));
  if (type === undefined || type.tag !== OID || oidOf(type) !== TST_INFO || digest === undefined) {
    throw new Malformed("signed attributes, want TSTInfo's type and a digest in them");
  }
  const first = only(attributes.get(SIGNING_CERTIFICATE));
  const second = only(attributes.get(SIGNING_CERTIFICATE_V2));
  const identifiers = [
    ...(first === undefined ? [] : [firstIdentifier(first, readIdentifier)]),
    ...(second === undefined ? [] : [firstIdentifier(second, readIdentifierV2)]),
  ];
  if (identifiers.length === 0) {
    throw new Malformed('signed attributes, want the signing certificate in them');
  }
  const messageDigest = requireTag('message digest', digest, OCTET_STRING).content;
  return Object.freeze({ messageDigest, identifiers });
}

function readAttributes(nodes) {
  const attributes = new Map();
  for (const node of nodes) {
    const fields = new DerFields('attribute', node);
    const type = oidOf(fields.take(OID));
    if (attributes.has(type)) {
      throw new Malformed('signed attribute twice, want each once');
    }
    attributes.set(type, fields.take(SET).children);
    fields.end();
  }
  return attributes;
}

function only(values) {
  if (values !== undefined && values.length !== 1) {
    throw new Malformed('signed attribute of several values, want one');
  }
  return values?.[0];
}

/** All of them are read, and the first is the signer's. */
function firstIdentifier(node, read) {
  const fields = new DerFields('signing certificate', node);
  const identifiers = requireTag('identifiers', fields.any(), SEQUENCE).children.map(read);
  fields.optional(SEQUENCE); // policies, which mean nothing here
  fields.end();
  if (identifiers.length === 0) {
    throw new Malformed('signing certificate without an identifier, want one');
  }
  return identifiers[0];
}

/** The older identifier is a SHA-1. */
function readIdentifier(node) {
  const fields = new DerFields('certificate identifier', node);
  return readHashAndIssuer(fields, 1);
}

function readIdentifierV2(node) {
  const fields = new DerFields('certificate identifier', node);
  const algorithm = fields.optional(SEQUENCE);
  const bits = algorithm === undefined ? 256 : digestBits(readAlgorithm(algorithm));
  return readHashAndIssuer(fields, bits);
}

function readHashAndIssuer(fields, bits) {
  const hash = fields.take(OCTET_STRING).content;
  const node = fields.optional(SEQUENCE);
  fields.end();
  return { bits, hash, issuerSerial: node && readIssuerSerial(node) };
}

function readIssuerSerial(node) {
  const fields = new DerFields('issuer and serial number', node);
  const issuer = fields.take(SEQUENCE);
  const serial = fields.take(INTEGER).raw;
  fields.optional(BIT_STRING);
  fields.end();
  return { issuer, serial };
}

/**
 * Whether every identifier that is there names the certificate. The older one stands for a
 * certificate that the pinned root vouches for by a signature of its own, so a collision of SHA-1
 * gains nothing and only a second preimage could.
 *
 * @param {SignedAttributes} attributes
 * @param {import('./certificate.js').Certificate} signer
 */
export function namesSigner({ identifiers }, signer) {
  return identifiers.every(
    ({ bits, hash, issuerSerial }) =>
      bits !== undefined &&
      equalBytes(hash, digestOf(bits, signer.der)) &&
      (issuerSerial === undefined || isOf(issuerSerial, signer)),
  );
}

/** By the very bytes of the one name that is given. */
function isOf({ issuer, serial }, signer) {
  const [name] = issuer.children;
  return (
    issuer.children.length === 1 &&
    name.tag === DIRECTORY_NAME &&
    equalBytes(name.content, signer.issuer.raw) &&
    equalBytes(serial, signer.serial)
  );
}
