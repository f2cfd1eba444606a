/**
 * The check of files that a customer has in hand: an account proof or a receipt, or a bundle alone.
 * The bundle, the trust root and the policy are theirs where they handed them in; what they did not,
 * the publication gives where there is one. Without one, what is missing is named.
 */
import { BUNDLE_LIMITS, parseBundle } from '../lib/bundle.js';
import { jsonLimits, parseJson, printJson } from '../lib/json.js';
import { proofOfReceipt } from '../lib/liabilities/receipt.js';
import { examine } from '../lib/published/examination.js';
import { NotPublished } from '../lib/published/log.js';
import { bundlePath } from '../lib/published/paths.js';
import { withProof } from './checked.js';

const MOST_BUNDLE = 512 << 20;

/** As of the file's own reader, which has read it before. */
const ACCOUNT_PROOF_LIMITS = jsonLimits(553_648_128, 16, 2_400_000);

/**
 * What was handed in so far, by kind.
 *
 * @typedef {Partial<Record<'proof' | 'receipt' | 'bundle' | 'root' | 'policy',
 *   import('./intake.js').Given>>} Files
 */

/** What these files still want before anything can be checked. @param {Files} files */
export function missing(files, site) {
  const { proof, receipt, bundle, root, policy } = files;
  if (proof === undefined && receipt?.value.receipt === undefined && bundle === undefined) {
    return ['proof'];
  }
  const wants = {
    bundle: bundle === undefined && proof?.value.bundle === undefined,
    root: root === undefined,
    policy: policy === undefined,
  };
  return site === undefined ? Object.keys(wants).filter((kind) => wants[kind]) : [];
}

/**
 * Checks what was handed in, of which nothing is missing.
 *
 * @param {object} given
 * @param {Files} given.files
 * @param {ReturnType<import('./reader.js').openReader>} given.reader
 * @param {ReturnType<import('./site.js').openSite>} [given.site]
 * @param {() => string} given.now
 * @returns {Promise<import('./checked.js').Checked>} without an account id where it is a bundle alone
 */
export async function checkFiles({ files, reader, site, now }) {
  const signed = files.receipt?.value;
  const proof = files.proof?.value ?? (signed?.receipt && proofOfReceipt(signed.receipt));
  const whose = proof ?? signed?.receipt;
  const { bundle, bytes } = await locate(files, proof, whose?.epoch, site);
  const exhibits = {
    receipt: signed?.envelope,
    claim: proof && { proof, expected: [] },
  };
  const verified = await judged({ bundle, exhibits, files, reader, site, now });
  const parts = {
    accountId: whose?.accountId,
    accountKey: whose?.accountKey,
    issuer: whose?.issuer ?? verified.statement?.issuer,
    epoch: whose?.epoch ?? verified.statement?.epoch,
    report: verified.report,
    before: verified.report,
    statement: verified.statement,
    owed: verified.owed,
    bundle: verified.bundle,
    bytes,
    receipt: files.receipt?.bytes,
  };
  return proof === undefined
    ? { ...parts, balances: [], without: signed?.receipt?.zeros ?? [] }
    : { ...parts, proof, ...withProof(verified, proof) };
}

/** Where the proof brings its bundle, the bytes of it are in the proof's own file. */
async function locate(files, proof, epoch, site) {
  const { bundle } = files;
  if (bundle !== undefined) {
    return { bundle: bundle.value, bytes: bundle.bytes };
  }
  if (proof?.bundle !== undefined) {
    const whole = parseJson(files.proof.bytes, ACCOUNT_PROOF_LIMITS);
    return { bundle: proof.bundle, bytes: printJson(whole.get('bundle'), BUNDLE_LIMITS) };
  }
  const bytes = await site.files(bundlePath(epoch), MOST_BUNDLE);
  if (bytes === undefined) {
    throw new NotPublished(bundlePath(epoch));
  }
  return { bundle: await parseBundle(bytes), bytes };
}

/**
 * Under the customer's own root or policy nothing is remembered, since these may be anybody's; what
 * this browser saw of the log holds all the same.
 */
async function judged({ bundle, exhibits, files, reader, site, now }) {
  if (files.root === undefined && files.policy === undefined) {
    return reader.verify(bundle, exhibits);
  }
  const served = site && (await reader.trust());
  const pinned = files.root?.value ?? served.pinned;
  const policy = files.policy?.value ?? served.policy;
  const same = served?.pinned.root.logOrigin === pinned.root.logOrigin;
  return examine({
    bundle,
    exhibits,
    files: same ? site.files : undefined,
    pinned,
    policy,
    now: now(),
    last: reader.lastSeen(pinned.root.logOrigin),
  });
}
