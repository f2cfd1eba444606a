/**
 * The one form in which a token is kept: what its signature does not cover has one content
 * (docs/spec/time.md, sections 3 and 4). One digest algorithm, the signer's own; one signer; no
 * unsigned attributes, no revocation lists; certificates and attributes in the order of sets.
 */
import { concat, equalBytes } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { readAlgorithm } from './algorithms.js';
import {
  OCTET_STRING,
  SEQUENCE,
  SET,
  isInOrder,
  numberedConstructed,
  parseDer,
} from './der.js';
import { DerFields, inside, integerOf, oidOf, requireTag } from './fields.js';
import { readName } from './names.js';
import { TST_INFO } from './signed-attributes.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/**
 * `content` is the TSTInfo; `signerId` names the signer's certificate by its issuer and serial
 * number; `signed` are the bytes that the signature is over, the attributes as the set that they are.
 *
 * @typedef {Readonly<{content: Uint8Array,
 *   certificates: ReadonlyArray<import('./der.js').DerNode>, signerId: Uint8Array,
 *   digest: import('./algorithms.js').AlgorithmId,
 *   attributes: ReadonlyArray<import('./der.js').DerNode>, signed: Uint8Array,
 *   algorithm: import('./algorithms.js').AlgorithmId, signature: Uint8Array}>} TokenForm
 */

/** @param {Uint8Array} der @returns {TokenForm} */
export function parseTokenForm(der) {
  const outer = new DerFields('token', parseDer(der));
  requireType(outer.any(), SIGNED_DATA, 'content of another type, want signed data');
  const data = new DerFields('signed data', inside('token', outer.take(numberedConstructed(0))));
  outer.end();
  requireVersion(data.any(), 3n);
  const digests = data.take(SET);
  const content = readContent(data.take(SEQUENCE));
  const certificates = data.optional(numberedConstructed(0))?.children ?? [];
  requireOrder(certificates);
  const signers = data.take(SET);
  data.end();
  if (signers.children.length !== 1) {
    throw new Malformed(`${signers.children.length} signers, want 1`);
  }
  const signer = readSigner(signers.children[0]);
  if (digests.children.length !== 1 || !equalBytes(digests.children[0].raw, signer.digestRaw)) {
    throw new Malformed("time token with other digests than its signer's, want that one");
  }
  return Object.freeze({ content, certificates, ...signer });
}

function requireType(node, oid, problem) {
  if (oidOf(node) !== oid) {
    throw new Malformed(problem);
  }
}

function requireVersion(node, wanted) {
  if (integerOf(node) !== wanted) {
    throw new Malformed('signed data of other versions, want 3 and 1');
  }
}

function requireOrder(nodes) {
  if (!isInOrder(nodes)) {
    throw new Malformed('a set out of order, want DER');
  }
}

function readContent(node) {
  const fields = new DerFields('content', node);
  requireType(fields.any(), TST_INFO, 'signed data of another content, want a TSTInfo');
  const found = inside('content', fields.take(numberedConstructed(0)));
  fields.end();
  return requireTag('content', found, OCTET_STRING).content;
}

function readSigner(node) {
  const fields = new DerFields('signer', node);
  requireVersion(fields.any(), 1n);
  const signerId = fields.take(SEQUENCE);
  requireSignerId(signerId);
  const digest = fields.take(SEQUENCE);
  const attributes = fields.take(numberedConstructed(0));
  requireOrder(attributes.children);
  const algorithm = readAlgorithm(fields.any());
  const signature = fields.take(OCTET_STRING).content;
  fields.end();
  return {
    signerId: signerId.raw,
    digest: readAlgorithm(digest),
    digestRaw: digest.raw,
    attributes: attributes.children,
    signed: concat(Uint8Array.of(SET), attributes.raw.slice(1)),
    algorithm,
    signature,
  };
}

function requireSignerId(node) {
  const fields = new DerFields("signer's name", node);
  readName(fields.any());
  integerOf(fields.any());
  fields.end();
}
