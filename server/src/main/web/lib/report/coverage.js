/**
 * How far the reserves reach in one asset, in its smallest unit. What counts is proven or observed,
 * and owned; the rest is shown apart and never added in.
 */

/** The whole: every unit owed is covered. */
const WHOLE = 10_000n;

const MOST = WHOLE * 1_000_000n;

/**
 * `liabilities` is the attested total and everything excluded; `counted` proven or observed, owned,
 * in a block that the reader's sources confirm; `conditional` proven, owned, in a block that nobody
 * the reader trusts confirms; `attested` signed for by a custodian of the reader's policy; `claimed`
 * everything else. Each is 0 or more, and may pass what an amount holds.
 *
 * @typedef {object} Coverage
 * @property {{ticker: string, decimals: number}} asset
 * @property {bigint} liabilities
 * @property {bigint} counted
 * @property {bigint} conditional
 * @property {bigint} attested
 * @property {bigint} claimed
 */

/**
 * Whether at least so many ten-thousandths of what is owed are covered; nothing owed always is.
 *
 * @param {Coverage} coverage
 * @param {number} least
 */
export function reaches({ counted, liabilities }, least) {
  return counted * WHOLE >= liabilities * BigInt(least);
}

/** In ten-thousandths, rounded down, and no more than a million times over. @returns {bigint} */
export function basisPoints({ counted, liabilities }) {
  if (liabilities === 0n) {
    return WHOLE;
  }
  const ratio = (counted * WHOLE) / liabilities;
  return ratio < MOST ? ratio : MOST;
}

/** Ten-thousandths as reports print them. @param {bigint} points */
export function percent(points) {
  return `${points / 100n}.${String(points % 100n).padStart(2, '0')} %`;
}
