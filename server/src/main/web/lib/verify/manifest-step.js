/** What both manifests have to be: the file that the statement names, of its issuer, epoch, time. */
import { Malformed } from '../malformed.js';
import { fail, pass } from '../report/finding.js';
import { digestOf } from '../statement.js';

/**
 * The manifest, or a finding of why there is none to rely on.
 *
 * @template {{issuer: string, epoch: number, asOf: string}} T
 * @param {string} check
 * @param {import('../statement.js').Statement} statement
 * @param {string} subject the manifest's name in the statement
 * @param {import('../blobs.js').Blobs} blobs
 * @param {(bytes: Uint8Array) => T} parser
 * @returns {{manifest?: T, finding: import('../report/finding.js').Finding}}
 */
export function readManifest(check, statement, subject, blobs, parser) {
  const digest = digestOf(statement, subject);
  const bytes = blobs.find(digest);
  if (bytes === undefined) {
    return refused(check, `no file of digest ${digest}, which the statement names`);
  }
  let manifest;
  try {
    manifest = parser(bytes);
  } catch (error) {
    if (error instanceof Malformed) {
      return refused(check, `manifest ${error.message}`);
    }
    throw error;
  }
  const found = originOf(manifest);
  const wanted = originOf(statement);
  return found === wanted
    ? {
        manifest,
        finding: pass(check, 'the manifest that the statement names', `sha256 ${digest}`),
      }
    : refused(check, `manifest of ${found}, want the statement's ${wanted}`);
}

function refused(check, sentence) {
  return { finding: fail(check, sentence) };
}

/** What something says it belongs to; two are equal where their texts are. */
function originOf({ issuer, epoch, asOf }) {
  return `${issuer}, epoch ${epoch}, as of ${asOf}`;
}
