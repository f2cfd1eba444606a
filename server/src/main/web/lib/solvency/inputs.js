/** All that a report follows from, and whether it makes one: section 2 of docs/spec/solvency-report.md. */
import { digest } from '../hash.js';
import { MAX_ASSETS } from '../prices/price-table.js';

/**
 * A file that was read, and the SHA-256 of its bytes, by which a report names it.
 *
 * @template T
 * @typedef {Readonly<{value: T, sha256: string}>} NamedFile
 *
 * @typedef {Readonly<{
 *   liabilities: NamedFile<import('../liabilities/manifest.js').LiabilitiesManifest>,
 *   reserves: NamedFile<import('../reserves/manifest.js').ReservesManifest>,
 *   prices: NamedFile<import('../prices/price-table.js').PriceTable>,
 *   policy: NamedFile<import('./policy.js').SolvencyPolicy>,
 *   terms: NamedFile<import('./terms.js').Terms> | undefined}>} SolvencyFiles
 */

/**
 * @template T
 * @param {(bytes: Uint8Array) => T} parser
 * @param {Uint8Array} bytes
 * @returns {NamedFile<T>}
 */
export function readNamed(parser, bytes) {
  return Object.freeze({ value: parser(bytes), sha256: digest(bytes) });
}

/** Why these make no report; undefined where they do. @param {SolvencyFiles} files */
export function inputsProblem({ liabilities, reserves, prices, policy, terms }) {
  const wanted = originOf(liabilities.value);
  for (const [name, file] of Object.entries({ reserves, prices, terms })) {
    if (file !== undefined && originOf(file.value) !== wanted) {
      return `${name} of ${originOf(file.value)}, want the liabilities' ${wanted}`;
    }
  }
  const { issuer, quote } = policy.value;
  if (issuer !== liabilities.value.issuer) {
    return `policy of ${issuer}, want ${liabilities.value.issuer}`;
  }
  if (quote.ticker !== prices.value.quote) {
    return `prices in ${prices.value.quote}, want ${quote.ticker}`;
  }
  const owed = owedIn(liabilities.value);
  return (
    assetsProblem(assetsOf(liabilities.value, reserves.value, policy.value), owed) ??
    termsProblem(termsOf(terms), owed)
  );
}

/** What a file says it belongs to; two are equal where their texts are. */
function originOf({ issuer, epoch, asOf }) {
  return `${issuer}, epoch ${epoch}, as of ${asOf}`;
}

/** Wherever an asset stands with its decimals. */
function assetsOf(liabilities, reserves, policy) {
  return [
    ...liabilities.assets.map(({ asset }) => asset),
    ...reserves.holdings.map(({ countsAs }) => countsAs),
    ...policy.assets.map(({ asset }) => asset),
  ];
}

/** By ticker. @param {SolvencyFiles} files @returns {Map<string, {ticker: string, decimals: number}>} */
export function assetsByTicker({ liabilities, reserves, policy }) {
  const assets = assetsOf(liabilities.value, reserves.value, policy.value);
  return new Map(assets.map((asset) => [asset.ticker, asset]));
}

function assetsProblem(assets, owed) {
  const known = new Map();
  for (const { ticker, decimals } of assets) {
    const before = known.get(ticker) ?? decimals;
    if (before !== decimals) {
      return `${ticker}:${decimals} and ${ticker}:${before}, want the same decimals everywhere`;
    }
    known.set(ticker, decimals);
  }
  if (known.size > MAX_ASSETS) {
    return `${known.size} assets, want at most ${MAX_ASSETS}`;
  }
  const unknown = [...owed.keys()].find((ticker) => !known.has(ticker));
  return unknown && `${unknown} is owed without a tree, want its decimals in the policy`;
}

/** Totals and everything that was left out of them. @returns {Map<string, bigint>} */
export function owedIn({ assets, excluded }) {
  const owed = new Map(assets.map(({ asset, commitment }) => [asset.ticker, commitment.total]));
  for (const { asset, total } of excluded) {
    owed.set(asset, (owed.get(asset) ?? 0n) + total);
  }
  return owed;
}

/** @param {SolvencyFiles['terms']} terms */
export const termsOf = (terms) => terms?.value.terms ?? [];

function termsProblem(terms, owed) {
  const bound = new Map();
  for (const { asset, units } of terms) {
    const sum = (bound.get(asset) ?? 0n) + units;
    const most = owed.get(asset) ?? 0n;
    if (sum > most) {
      return `${asset}: terms of ${sum}, want at most ${most}`;
    }
    bound.set(asset, sum);
  }
  return undefined;
}
