/** When quotes make a price, and which: section 3 of docs/spec/price-table.md. */
import { requireAscending } from '../ascending.js';
import { Malformed } from '../malformed.js';
import { seconds } from '../timestamp.js';
import { parseLabel } from './label.js';
import { MAX_QUOTES } from './price-table.js';

const LONGEST = 864_000_000;
const WHOLE = 10_000;

/** Of two sources nobody can say which is wrong. */
const FEWEST = 3;
const MAX_SOURCES = 100;

/**
 * `maximumAge` is how far a quote's time may lie from the table's, in seconds; `maximumSpread` lies
 * between the lowest and the highest, in ten-thousandths of the lowest; the quotes of `sources` count.
 *
 * @typedef {Readonly<{maximumAge: number, maximumSpread: number, minimumSources: number,
 *   sources: ReadonlySet<string>}>} PriceRule
 *
 * The price of one whole unit in 10^-18 of the quote, 1 or more, or why there is none.
 *
 * @typedef {Readonly<{price: bigint, reason?: undefined} | {price?: undefined, reason: string}>} PriceOutcome
 */

/** @returns {PriceRule} */
export function readPriceRule(fields) {
  const maximumAge = fields.integer('maximumAge', 0, LONGEST);
  const maximumSpread = fields.integer('maximumSpread', 0, WHOLE);
  const minimumSources = fields.integer('minimumSources', FEWEST, MAX_QUOTES);
  const sources = fields.list('sources', FEWEST, MAX_SOURCES, (item) => item.text('name', parseLabel));
  return fields.build(() => {
    if (sources.length < minimumSources) {
      throw new Malformed(`sources ${sources.length}, want ${minimumSources} to ${MAX_SOURCES}`);
    }
    requireAscending('sources', sources, (source) => source);
    return Object.freeze({ maximumAge, maximumSpread, minimumSources, sources: new Set(sources) });
  });
}

/**
 * The median of the quotes that count; of an even number the middle of the two in the middle, rounded
 * down.
 *
 * @param {PriceRule} rule
 * @param {readonly import('./price-table.js').Quote[]} quotes
 * @param {string} asOf
 * @returns {PriceOutcome}
 */
export function priceOf(rule, quotes, asOf) {
  const { maximumAge, maximumSpread, minimumSources, sources } = rule;
  const moment = seconds(asOf);
  const counting = quotes
    .filter(({ source }) => sources.has(source))
    .filter(({ time }) => Math.abs(seconds(time) - moment) <= maximumAge)
    .map(({ price }) => price)
    .sort((a, b) => (a < b ? -1 : 1));
  const count = counting.length;
  if (count < minimumSources) {
    const found = `${count} of ${quotes.length} quotes count`;
    return { reason: `${found}, want ${minimumSources} within ${maximumAge} s` };
  }
  const lowest = counting[0];
  const highest = counting[count - 1];
  if ((highest - lowest) * BigInt(WHOLE) > lowest * BigInt(maximumSpread)) {
    const found = `quotes of ${lowest} to ${highest}`;
    return { reason: `${found}, want them within ${maximumSpread} ten-thousandths` };
  }
  return { price: (counting[(count - 1) >> 1] + counting[count >> 1]) / 2n };
}
