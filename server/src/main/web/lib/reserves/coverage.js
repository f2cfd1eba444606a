/** The check `solvency.coverage`: what is owed, asset by asset, beside what is held. */
import { makeAsset } from '../names.js';
import { basisPoints, percent, reaches } from '../report/coverage.js';
import { fail, pass } from '../report/finding.js';

const CHECK = 'solvency.coverage';

/** @typedef {import('../report/coverage.js').Coverage} Coverage */

/**
 * One row an asset that is owed, ascending by ticker. What is held in another asset, or in one of
 * other decimals, covers nothing.
 *
 * @param {import('../policy/policy.js').Policy} policy
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} owed
 * @param {readonly import('./judge.js').Judged[]} judged
 * @returns {Coverage[]}
 */
export function coverageOf(policy, owed, judged) {
  const held = new Map();
  for (const { holding, counts } of judged) {
    const name = nameOf(holding.countsAs);
    const sums = held.get(name) ?? { ...NOTHING_HELD };
    sums[counts] += holding.units;
    held.set(name, sums);
  }
  return liabilitiesOf(policy, owed).map(({ asset, sum }) =>
    Object.freeze({ asset, liabilities: sum, ...(held.get(nameOf(asset)) ?? NOTHING_HELD) }),
  );
}

/**
 * What is held in an asset, by what stands behind it, with what counts split into proven and observed.
 *
 * @param {readonly import('./judge.js').Judged[]} judged
 * @param {{ticker: string, decimals: number}} asset
 * @returns {Record<'proven'|'observed'|'conditional'|'attested'|'claimed', bigint>}
 */
export function levelsOf(judged, asset) {
  const sums = { proven: 0n, observed: 0n, conditional: 0n, attested: 0n, claimed: 0n };
  for (const each of judged) {
    if (nameOf(each.holding.countsAs) === nameOf(asset)) {
      sums[levelOf(each)] += each.holding.units;
    }
  }
  return sums;
}

/** As what a holding is shown. @param {import('./judge.js').Judged} judged */
export function levelOf({ holding, counts }) {
  return counts === 'counted' ? holding.assurance : counts;
}

const NOTHING_HELD = Object.freeze({ counted: 0n, conditional: 0n, attested: 0n, claimed: 0n });

const nameOf = ({ ticker, decimals }) => `${ticker}:${decimals}`;

/** Totals and everything that was left out of them. */
function liabilitiesOf(policy, owed) {
  const sums = new Map();
  for (const { asset, commitment } of owed.assets) {
    sums.set(asset.ticker, { asset, sum: commitment.total });
  }
  for (const { asset: ticker, total } of owed.excluded) {
    const { asset, sum } = sums.get(ticker) ?? { asset: readersAsset(policy, ticker), sum: 0n };
    sums.set(ticker, { asset, sum: sum + total });
  }
  return [...sums.keys()].sort().map((ticker) => sums.get(ticker));
}

/** Of an asset that has no tree the reader's own list says the decimals; 0 where it does not. */
function readersAsset(policy, ticker) {
  const known = policy.assets.find(({ covers }) => covers.ticker === ticker);
  return known === undefined ? makeAsset(ticker, 0) : known.covers;
}

/** @param {readonly Coverage[]} coverage @param {number} least in ten-thousandths */
export function coverageFinding(coverage, least) {
  const wanted = percent(BigInt(least));
  const lacking = coverage
    .filter((row) => !reaches(row, least))
    .map((row) => `${row.asset.ticker} covered to ${percent(basisPoints(row))}, want ${wanted}`);
  return lacking.length === 0
    ? pass(CHECK, `each of ${coverage.length} assets owed is covered to at least ${wanted}`)
    : fail(CHECK, lacking[0], ...lacking);
}
