/**
 * The check of one inclusion proof, in the numbered steps of docs/spec/liability-tree.md. It shows
 * that this customer's balance is counted in the attested total, at a leaf that no other account id
 * can claim. It does not show that other customers were counted: each checks for themself.
 */
import { assetTag, leaf, locator, parent } from './hashes.js';

/**
 * What an exchange commits to in one asset.
 *
 * @typedef {{root: string, total: bigint, height: number}} Commitment
 *
 * One tree as the attested manifest states it. A check takes everything from here and nothing of it
 * from the customer's own file.
 *
 * @typedef {{issuer: string, epoch: number, asset: {ticker: string, decimals: number},
 *   commitment: Commitment}} CommittedTree
 *
 * The claim that a balance is counted: the leaf's index and one sibling a level, the leaf's own first.
 *
 * @typedef {{asset: {ticker: string, decimals: number}, balance: bigint, index: bigint,
 *   siblings: readonly import('./hashes.js').Node[]}} InclusionProof
 *
 * What the check says. `reason` is undefined where the balance is counted; else the first of
 * ASSET_NOT_ATTESTED, OTHER_DECIMALS, WRONG_LENGTH, INDEX_OUT_OF_RANGE, SUM_OVERFLOW, OTHER_ROOT,
 * OTHER_TOTAL that is true, with `detail` in one sentence. `path` is the way from the leaf up, as far
 * as it was gone: what a page draws.
 *
 * @typedef {{reason?: string, detail?: string, path: readonly import('./hashes.js').Node[]}} Verdict
 */

/**
 * @param {CommittedTree} attested
 * @param {import('./secrets.js').AccountKey} accountKey
 * @param {string} accountId
 * @param {InclusionProof} proof
 * @returns {Verdict}
 */
export function checkInclusion(attested, accountKey, accountId, proof) {
  const { asset, commitment, issuer, epoch } = attested;

  // 1. The asset is the attested one. (That it is in the manifest, the caller's lookup says.)
  if (proof.asset.ticker !== asset.ticker) {
    return rejected('ASSET_NOT_ATTESTED', `asset ${proof.asset.ticker}`, asset.ticker);
  }
  if (proof.asset.decimals !== asset.decimals) {
    return rejected('OTHER_DECIMALS', `decimals ${proof.asset.decimals}`, asset.decimals);
  }

  // 2. Exactly one sibling a level, and an index inside the tree.
  const { height } = commitment;
  const { siblings, index } = proof;
  if (siblings.length !== height) {
    return rejected('WRONG_LENGTH', `${siblings.length} siblings`, height);
  }
  if (index < 0n || index >= 1n << BigInt(height)) {
    return rejected('INDEX_OUT_OF_RANGE', `index ${index}`, `0 <= index < 2^${height}`);
  }

  // 3. The leaf, recomputed from what the customer knows.
  const place = locator(accountKey, accountId, assetTag(issuer, epoch, asset));
  const path = [leaf(place, proof.balance)];

  // 4. The fold: a set bit of the index means that the sibling is on the left.
  for (const [i, sibling] of siblings.entries()) {
    const onLeft = ((index >> BigInt(i)) & 1n) === 1n;
    const [left, right] = onLeft ? [sibling, path[i]] : [path[i], sibling];
    const next = parent(i + 1, left, right);
    if (next === undefined) {
      return rejected('SUM_OVERFLOW', `sum of a node of level ${i + 1}`, 'below 2^128', path);
    }
    path.push(next);
  }

  // 5. It ends at the attested root hash and at the attested total.
  const end = path[height];
  if (end.hash !== commitment.root) {
    return rejected('OTHER_ROOT', `path ends at root ${end.hash}`, commitment.root, path);
  }
  if (end.sum !== commitment.total) {
    return rejected('OTHER_TOTAL', `path ends at total ${end.sum}`, commitment.total, path);
  }
  return Object.freeze({ path: Object.freeze(path) });
}

function rejected(reason, found, wanted, path = []) {
  return Object.freeze({ reason, detail: `${found}, want ${wanted}`, path: Object.freeze(path) });
}
