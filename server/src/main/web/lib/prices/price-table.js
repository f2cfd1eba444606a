/** `prices.json`: what each source said of each asset's price, at one moment (docs/spec/price-table.md). */
import { parseAmount } from '../amount.js';
import { requireAscending } from '../ascending.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { parseIssuer, parseTicker, readEpoch } from '../names.js';
import { parseTime } from '../timestamp.js';
import { parseLabel } from './label.js';

export const MAX_ASSETS = 10_000;
export const MAX_QUOTES = 20;

/** Room for the most assets, each with the most quotes. */
const LIMITS = jsonLimits(48 << 20, 16, 1_000_000);

/**
 * `price` is of one whole unit, in 10^-18 of what the table's prices are in; `time` is of which the
 * price is. What a row says of one asset ascends by source.
 *
 * @typedef {Readonly<{price: bigint, source: string, time: string}>} Quote
 * @typedef {Readonly<{asset: string, quotes: readonly Quote[]}>} PricedAsset
 * @typedef {Readonly<{asOf: string, epoch: number, issuer: string,
 *   prices: readonly PricedAsset[], quote: string}>} PriceTable
 */

/** @param {Uint8Array} bytes @returns {PriceTable} */
export function parsePriceTable(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/prices/v1');
    const asOf = fields.text('asOf', parseTime);
    const epoch = readEpoch(fields);
    const issuer = fields.text('issuer', parseIssuer);
    const prices = fields.list('prices', 0, MAX_ASSETS, readRow);
    const quote = fields.text('quote', parseTicker);
    fields.extensions();
    fields.build(() => requireAscending('prices', prices, ({ asset }) => asset));
    return Object.freeze({ asOf, epoch, issuer, prices, quote });
  });
}

function readRow(fields) {
  const asset = fields.text('asset', parseTicker);
  const quotes = fields.list('quotes', 1, MAX_QUOTES, readQuote);
  fields.build(() => requireAscending(`quotes of ${asset}`, quotes, ({ source }) => source));
  return Object.freeze({ asset, quotes });
}

/** A price of 0 is what a source says that is broken. */
function readQuote(fields) {
  const price = fields.text('price', parseAmount);
  const source = fields.text('source', parseLabel);
  const time = fields.text('time', parseTime);
  return fields.build(() => {
    if (price === 0n) {
      throw new Malformed(`price 0 of ${source}, want 1 or more`);
    }
    return Object.freeze({ price, source, time });
  });
}
