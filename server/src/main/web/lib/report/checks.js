/**
 * The numbered checks in the order in which they are made and shown, and what a verification comes
 * to where one of them fails. The ids are the same in the library, the programs and the page.
 */

/** What a verification comes to, the worst first: of several the first wins. */
export const VERDICTS = Object.freeze(['MALFORMED', 'FAILED', 'SHORT', 'STALE', 'VERIFIED']);

export const CHECKS = Object.freeze([
  'trust.root',
  'log.checkpoint',
  'log.witnesses',
  'log.consistency',
  'log.inclusion',
  'statement.signature',
  'statement.form',
  'statement.latest',
  'time.token',
  'time.skew',
  'freshness',
  'liabilities.manifest',
  'liabilities.inclusion',
  'liabilities.recompute',
  'receipt.signature',
  'reserves.manifest',
  'reserves.header',
  'reserves.canonical',
  'reserves.balance',
  'reserves.ownership',
  'solvency.coverage',
  'solvency.report',
  'solvency.risk',
]);

/** The checks that say something milder than FAILED. */
const MILDER = new Map([
  ['statement.latest', 'STALE'],
  ['freshness', 'STALE'],
  ['solvency.coverage', 'SHORT'],
]);

/** The verdict where this check, and no other, fails. */
export function verdictWhenFailed(check) {
  return MILDER.get(check) ?? 'FAILED';
}

/** @param {string} a @param {string} b */
export function worse(a, b) {
  return VERDICTS.indexOf(a) <= VERDICTS.indexOf(b) ? a : b;
}
