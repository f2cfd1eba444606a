/** A time token of RFC 3161 in DER, and what it shows (docs/spec/time.md, sections 4 to 6). */
import { concat, equalBytes, hex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { algorithmRefusal, digestOf, holds, ruleOfToken } from './algorithms.js';
import { isForTimeStampsAlone, readCertificate } from './certificate.js';
import { parseDer } from './der.js';
import { isOver, parseTimeInfo } from './info.js';
import { findRoot } from './path.js';
import { namesSigner, readSignedAttributes } from './signed-attributes.js';
import { shownTime } from './times.js';
import { parseTokenForm } from './token-form.js';

const MAX_BYTES = 16_384;
const MAX_CERTIFICATES = 8;
const NANOS = 1_000_000_000n;

/**
 * @typedef {Readonly<{form: import('./token-form.js').TokenForm,
 *   info: import('./info.js').TimeInfo,
 *   attributes: import('./signed-attributes.js').SignedAttributes,
 *   certificates: ReadonlyArray<import('./certificate.js').Certificate>}>} TimeToken
 *
 * The hash existed at genTime, give or take accuracy, says the authority; times in nanoseconds.
 *
 * @typedef {Readonly<{granted: true, genTime: bigint, accuracy: bigint, authority: string} |
 *   {granted: false, detail: string,
 *    reason: 'OTHER_DATA'|'OTHER_FORM'|'ALGORITHM'|'SIGNATURE'|'SIGNER'|'UNTRUSTED'}>} TimeOutcome
 */

/** @param {Uint8Array} der @returns {TimeToken} */
export function parseTimeToken(der) {
  if (der.length > MAX_BYTES) {
    throw new Malformed(`time token of ${der.length} bytes, want at most ${MAX_BYTES}`);
  }
  const form = parseTokenForm(der);
  if (form.certificates.length > MAX_CERTIFICATES) {
    throw new Malformed(
      `${form.certificates.length} certificates, want at most ${MAX_CERTIFICATES}`,
    );
  }
  return Object.freeze({
    form,
    info: parseTimeInfo(form.content),
    attributes: readSignedAttributes(form.attributes),
    certificates: Object.freeze(form.certificates.map(readCertificate)),
  });
}

/** @param {Uint8Array} der @returns {import('./certificate.js').Certificate} */
export function parseCertificate(der) {
  return readCertificate(parseDer(der));
}

/**
 * Holds the token against the hash that it should be over, and the roots that are pinned.
 *
 * @param {TimeToken} token
 * @param {Uint8Array} imprint
 * @param {readonly import('./certificate.js').Certificate[]} roots
 * @returns {Promise<TimeOutcome>}
 */
export async function verifyTimeToken(token, imprint, roots) {
  const { info, certificates } = token;
  if (!isOver(info, imprint)) { // 1
    return refused('OTHER_DATA', `a token over other data, want SHA-256 ${hex(imprint)}`);
  }
  const signers = certificates.filter((certificate) => isNamedBy(certificate, token.form.signerId));
  if (signers.length !== 1) { // 2
    return refused('OTHER_FORM', `${signers.length} signer certificates, want 1`);
  }
  const [signer] = signers;
  const problem = (await signatureProblem(token, signer)) ?? signerProblem(token, signer);
  if (problem !== undefined) {
    return problem;
  }
  const at = Number(info.genTime / NANOS);
  const found = await findRoot(signer, certificates, roots, at); // 6
  if (found.root !== undefined) {
    const authority = found.root.subject.text;
    return Object.freeze({
      granted: true,
      genTime: info.genTime,
      accuracy: info.accuracy,
      authority,
    });
  }
  if (found.constrained) {
    return refused('CONSTRAINED', 'a chain whose constraints of names or policies are not evaluated here');
  }
  return found.weak === undefined
    ? refused('UNTRUSTED', `no chain to a pinned root at ${shownTime(info.genTime)}`)
    : refused('ALGORITHM', found.weak);
}

function refused(reason, detail) {
  return Object.freeze({ granted: false, reason, detail });
}

/** By the very bytes of the issuer's name and the serial number. */
function isNamedBy({ issuer, serial }, signerId) {
  return equalBytes(concat(issuer.raw, serial), parseDer(signerId).content);
}

async function signatureProblem({ form, attributes }, { key }) {
  const rule = ruleOfToken(form.algorithm, form.digest);
  if (rule === undefined || key.problem !== undefined) { // 3
    return refused('ALGORITHM', key.problem ?? algorithmRefusal(form.algorithm, form.digest));
  }
  const sound = // 4
    equalBytes(attributes.messageDigest, digestOf(rule.bits, form.content)) &&
    (await holds(rule, key, form.signed, form.signature));
  return sound ? undefined : refused('SIGNATURE', "the token's signature does not hold");
}

function signerProblem({ attributes }, signer) {
  if (!namesSigner(attributes, signer)) { // 5
    return refused('SIGNER', 'a certificate other than the one that the token names');
  }
  return isForTimeStampsAlone(signer)
    ? undefined
    : refused('SIGNER', 'a signer for something else, want time stamping alone, and critical');
}
