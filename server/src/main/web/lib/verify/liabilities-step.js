/** The checks of what is owed: the manifest that the statement names, and one customer's share. */
import { toDecimal } from '../amount.js';
import { checkLiabilities } from '../liabilities/inclusion.js';
import { parseLiabilities } from '../liabilities/manifest.js';
import { fail, pass } from '../report/finding.js';
import { LIABILITIES } from '../statement.js';
import { readManifest } from './manifest-step.js';

const INCLUSION = 'liabilities.inclusion';
const RECOMPUTE = 'liabilities.recompute';

export function liabilitiesManifest(statement, blobs) {
  return readManifest('liabilities.manifest', statement, LIABILITIES, blobs, parseLiabilities);
}

/**
 * The finding, and the outcome that it rests on: what a page draws. There is none where the proof is
 * for another attestation.
 *
 * @param {import('../statement.js').Statement} statement
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} manifest
 * @param {{proof: import('../liabilities/account-proof.js').AccountProof,
 *   expected: readonly import('../liabilities/expected.js').ExpectedBalance[]}} claim
 */
export function shareOf(statement, manifest, { proof, expected }) {
  if (proof.attestation !== undefined && proof.attestation !== statement.id) {
    const sentence = `account proof for the attestation ${proof.attestation}, want ${statement.id}`;
    return { finding: fail(INCLUSION, sentence) };
  }
  const outcome = checkLiabilities(manifest, proof, expected);
  const failures = outcome.failures.map(({ detail }) => detail);
  const finding =
    failures.length === 0
      ? pass(INCLUSION, counted(outcome), ...notCounted(outcome))
      : fail(INCLUSION, failures[0], ...failures);
  return { finding, outcome };
}

function counted({ positions, accountId }) {
  const balances = positions.map(
    ({ proof: { balance, asset } }) => `${toDecimal(balance, asset.decimals)} ${asset.ticker}`,
  );
  return `${balances.join(', ')} of ${accountId} counted`;
}

function notCounted({ notCounted: assets }) {
  const tickers = assets.map((asset) => asset.ticker);
  return tickers.length === 0 ? [] : [`nothing counted in ${tickers.join(', ')}`];
}

/**
 * What an auditor computed from the audit kit is what the exchange committed to.
 *
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} manifest
 * @param {readonly import('../liabilities/manifest.js').CommittedAsset[]} trees
 */
export function recomputedFinding(manifest, trees) {
  const found = new Map(trees.map(({ asset, commitment }) => [assetText(asset), commitment]));
  for (const { asset, commitment } of manifest.assets) {
    const attested = commitmentText(commitment);
    const recomputed = found.get(assetText(asset));
    if (recomputed === undefined) {
      return fail(RECOMPUTE, `${asset.ticker} was not recomputed, want every attested asset`);
    }
    if (commitmentText(recomputed) !== attested) {
      const comes = `${asset.ticker} comes to ${commitmentText(recomputed)}`;
      return fail(RECOMPUTE, `${comes}, want the attested ${attested}`);
    }
    found.delete(assetText(asset));
  }
  return found.size === 0
    ? pass(RECOMPUTE, `all ${manifest.assets.length} trees come to what is attested`)
    : fail(RECOMPUTE, `[${[...found.keys()].join(', ')}] recomputed, want them attested too`);
}

function assetText({ ticker, decimals }) {
  return `${ticker}:${decimals}`;
}

function commitmentText({ total, root, height }) {
  return `${total} units under ${root} of height ${height}`;
}
