/** What is owed and what is held, brought together asset by asset, in smallest units. */
import { priceOf } from '../prices/price-rule.js';
import { tiersIn } from './haircut.js';
import { assetsByTicker, owedIn, termsOf } from './inputs.js';
import { grouped, holdingsOf, nothingHeld, unitsOf } from './lots.js';
import { unitOf, worthOf } from './measure.js';

const ONE = 10n ** 18n;

/**
 * One asset. `demand` is owed at once to whoever asks, and `terms` bind the rest of what is owed; `held`
 * is by assurance, `lots` and their sum `counted` are what counts of it. `worth` is the value of one
 * unit for each ten-thousandth of the price. Without a price there is a `reason`.
 *
 * @typedef {Readonly<{asset: Readonly<{ticker: string, decimals: number}>, owed: bigint,
 *   demand: bigint, terms: readonly import('./terms.js').Term[],
 *   held: import('./lots.js').Held['held'], lots: readonly import('./lots.js').Lot[],
 *   counted: bigint, tiers: readonly import('./haircut.js').Tier[], issuer: string | undefined,
 *   price?: bigint, worth?: bigint, reason?: string}>} Line
 *
 * `lines` ascend by ticker; `unit` is the smallest of the quote, in the measure of values.
 *
 * @typedef {Readonly<{lines: readonly Line[], quote: {ticker: string, decimals: number},
 *   unit: bigint}>} Sheet
 */

/** @param {import('./inputs.js').SolvencyFiles} files that make a report @returns {Sheet} */
export function sheetOf(files) {
  const policy = files.policy.value;
  const unit = unitOf(policy.quote);
  const assets = assetsByTicker(files);
  const owed = owedIn(files.liabilities.value);
  const held = holdingsOf(files.reserves.value, policy);
  const rules = new Map(policy.assets.map((rule) => [rule.asset.ticker, rule]));
  const terms = grouped(termsOf(files.terms), ({ asset }) => asset);
  const prices = pricesOf(files);

  const lineOf = (ticker) => {
    const asset = assets.get(ticker);
    const rule = rules.get(ticker);
    const total = owed.get(ticker) ?? 0n;
    const bound = terms.get(ticker) ?? [];
    const own = held.get(ticker) ?? nothingHeld();
    const { price, reason } = prices(ticker);
    return Object.freeze({
      asset,
      owed: total,
      demand: total - unitsOf(bound),
      terms: bound,
      held: own.held,
      lots: own.lots,
      counted: unitsOf(own.lots),
      tiers: tiersIn(unit, rule?.haircut ?? []),
      issuer: rule?.issuer,
      price,
      worth: price && worthOf(price, asset),
      reason,
    });
  };
  const tickers = [...new Set([...owed.keys(), ...held.keys()])].sort();
  const lines = tickers.map(lineOf).filter(isSomething);
  return Object.freeze({ lines, quote: policy.quote, unit });
}

/** Of which anything is owed or held: no figure waits for the price of another. */
const isSomething = ({ owed, held }) => owed > 0n || Object.values(held).some((units) => units > 0n);

/** The price of the quote is one, and no row changes it. */
function pricesOf({ policy, prices: { value: table } }) {
  const rows = new Map(table.prices.map(({ asset, quotes }) => [asset, quotes]));
  return (ticker) =>
    ticker === table.quote
      ? { price: ONE }
      : priceOf(policy.value.prices, rows.get(ticker) ?? [], table.asOf);
}
