/**
 * The files that a customer takes away: the report, the account proof with all that it rests on, and
 * where something fails the evidence of it for somebody else (docs/spec/page-evidence.md).
 */
import { base64 } from '../lib/base64.js';
import { BUNDLE_LIMITS } from '../lib/bundle.js';
import { hex } from '../lib/bytes.js';
import { jsonLimits, jsonObject, parseJson, printJson } from '../lib/json.js';
import { printAccountProof } from '../lib/liabilities/account-proof.js';
import { besideBundle } from '../lib/published/beside-bundle.js';
import { printReport } from '../lib/report/report.js';

const FORMAT = 'solvent/page-evidence/v1';
const LIMITS = jsonLimits(1 << 30, 20, 4_000_000);

/**
 * The account proof with its bundle in it, and in that whatever lies beside the bundle: one file that
 * is verified without any other but a trust root and a policy. Undefined where there is no proof.
 *
 * @param {import('./checked.js').Checked} checked
 * @param {import('../lib/published/roots.js').PublishedFiles} [files]
 */
export async function wholeProof({ proof, bundle, bytes }, files) {
  if (proof === undefined || bytes === undefined) {
    return undefined;
  }
  const beside = files === undefined ? undefined : await besideBundle(files, bundle);
  return printAccountProof(proof, beside === undefined ? bytes : withBlobs(bytes, beside));
}

/** The bundle with these blobs too; their digests ascend, each stands once. */
function withBlobs(bytes, blobs) {
  const bundle = parseJson(bytes, BUNDLE_LIMITS);
  const own = new Map(bundle.get('blobs').map((blob) => [blob.get('sha256'), blob]));
  for (const sha256 of blobs.digests()) {
    own.set(sha256, jsonObject({ data: base64(blobs.find(sha256)), sha256 }));
  }
  const all = [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, blob]) => blob);
  return printJson(jsonObject({ ...Object.fromEntries(bundle), blobs: all }), BUNDLE_LIMITS);
}

/**
 * What somebody else needs to find the same: whose account of which epoch, what was published, what
 * the exchange answered, and what was found.
 *
 * @param {import('./checked.js').Checked} checked
 * @param {string} made the time
 * @returns {Uint8Array}
 */
export function makeEvidence(checked, made) {
  const { accountId, accountKey, answered, bytes, epoch, issuer, proof, receipt, report } = checked;
  const file = (found, limits = LIMITS) => found && parseJson(found, limits);
  return printJson(
    jsonObject({
      accountId,
      accountKey: accountKey && hex(accountKey.expose()),
      answered: file(answered),
      bundle: file(bytes),
      epoch,
      format: FORMAT,
      issuer,
      made,
      proof: proof && file(printAccountProof({ ...proof, bundle: undefined })),
      receipt: file(receipt),
      report: file(printReport(report)),
    }),
    LIMITS,
  );
}
