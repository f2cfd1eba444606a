/**
 * The check `liabilities.inclusion`, in the numbered steps of docs/spec/account-proof.md. The
 * manifest must be the attested one: issuer, epoch, decimals, height, root and total come from it
 * alone, and what the customer's own file says differently is a failure. The attestation that the
 * proof names is compared where the statement is at hand, not here.
 */
import { toDecimal } from '../amount.js';
import { checkInclusion } from '../merkle/inclusion.js';
import { expects, expectsNothing } from './expected.js';
import { treeOf } from './manifest.js';

/**
 * `positions` are all of the proof, in its order, each with what its check said; `notCounted` the
 * attested assets in which the proof has none; `failures` what is not as it must be, empty where all
 * is. Whoever shows it shows the account id: a proof for another id shows nothing to this customer.
 *
 * @typedef {object} InclusionOutcome
 * @property {string} accountId
 * @property {readonly {proof: import('../merkle/inclusion.js').InclusionProof,
 *   verdict: import('../merkle/inclusion.js').Verdict}[]} positions
 * @property {readonly {ticker: string, decimals: number}[]} notCounted
 * @property {readonly {reason: string, detail: string}[]} failures
 */

/**
 * @param {import('./manifest.js').LiabilitiesManifest} attested
 * @param {import('./account-proof.js').AccountProof} proof
 * @param {readonly import('./expected.js').ExpectedBalance[]} expected
 * @returns {InclusionOutcome}
 */
export function checkLiabilities(attested, proof, expected) {
  // 1. The proof is of the manifest's issuer and epoch.
  const origin = compareOrigin(attested, proof);
  // 2. Each position is counted in the attested tree of its asset.
  const positions = proof.positions.map((claim) => ({
    proof: claim,
    verdict: checkPosition(attested, proof, claim),
  }));
  // 3. What is attested and has no position is named.
  const notCounted = attested.assets
    .map(({ asset }) => asset)
    .filter((asset) => positionOf(proof, asset.ticker) === undefined);
  // 4. What the customer expects is what is counted.
  const others = expected.flatMap((balance) => compareExpected(attested, proof, balance));

  const failures = [...origin, ...positions.flatMap(rejection), ...others];
  return Object.freeze({ accountId: proof.accountId, positions, notCounted, failures });
}

function compareOrigin(attested, proof) {
  const failures = [];
  if (proof.issuer !== attested.issuer) {
    failures.push(failure('OTHER_ISSUER', `issuer ${proof.issuer}`, attested.issuer));
  }
  if (proof.epoch !== attested.epoch) {
    failures.push(failure('OTHER_EPOCH', `epoch ${proof.epoch}`, attested.epoch));
  }
  return failures;
}

function checkPosition(attested, { accountKey, accountId }, claim) {
  const tree = treeOf(attested, claim.asset.ticker);
  if (tree === undefined) {
    const wanted = `want one of the ${attested.assets.length} in the manifest`;
    const detail = `asset ${claim.asset.ticker}, ${wanted}`;
    return { reason: 'ASSET_NOT_ATTESTED', detail, path: [] };
  }
  return checkInclusion(tree, accountKey, accountId, claim);
}

function rejection({ proof, verdict }) {
  return verdict.reason === undefined
    ? []
    : [{ reason: 'POSITION_REJECTED', detail: `${proof.asset.ticker}: ${verdict.detail}` }];
}

function compareExpected(attested, proof, balance) {
  const tree = treeOf(attested, balance.asset);
  const claim = positionOf(proof, balance.asset);
  if (tree === undefined || claim === undefined) {
    const found = tree === undefined ? 'asset not in the manifest' : 'no position';
    return expectsNothing(balance)
      ? []
      : [failure('NO_POSITION', `${balance.asset}: ${found}`, balance.text)];
  }
  const { decimals } = tree.asset;
  const found = `${balance.asset}=${toDecimal(claim.balance, decimals)}`;
  return expects(balance, claim.balance, decimals)
    ? []
    : [failure('OTHER_BALANCE', found, balance.text)];
}

function positionOf(proof, ticker) {
  return proof.positions.find((claim) => claim.asset.ticker === ticker);
}

function failure(reason, found, wanted) {
  return { reason, detail: `${found}, want ${wanted}` };
}
