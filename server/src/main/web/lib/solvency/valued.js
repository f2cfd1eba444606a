/** Every asset at its price, without rounding, and what they come to: now, or after a scenario. */
import { afterHaircut } from './haircut.js';
import { unitsOf } from './lots.js';
import { WHOLE, least, reachInValue, sum } from './measure.js';

/**
 * `price` is the value of one unit, `raw` of what counts and `cut` of that after haircut.
 *
 * @typedef {Readonly<{line: import('./sheet.js').Line, lots: readonly import('./lots.js').Lot[],
 *   price: bigint, owed: bigint, raw: bigint, cut: bigint}>} ValuedLine
 *
 * `owed` and `held` are over all assets, `surplus` is the one less the other; below zero where it is less.
 *
 * @typedef {Readonly<{lines: readonly ValuedLine[], owed: bigint, held: bigint,
 *   surplus: bigint}>} ValuedSheet
 */

/**
 * @param {import('./sheet.js').Line} line that has a price
 * @param {bigint} [factor] what its price becomes, in ten-thousandths of it
 * @param {readonly import('./lots.js').Lot[]} [lots] those that count
 * @returns {ValuedLine}
 */
export function valuedLine(line, factor = WHOLE, lots = line.lots) {
  const price = line.worth * factor;
  const raw = price * (lots === line.lots ? line.counted : unitsOf(lots));
  const cut = afterHaircut(line.tiers, raw);
  return { line, lots, price, owed: price * line.owed, raw, cut };
}

/** @param {readonly ValuedLine[]} lines @returns {ValuedSheet} */
export function valuedSheet(lines) {
  const owed = sum(lines, (line) => line.owed);
  const held = sum(lines, (line) => line.raw);
  return Object.freeze({ lines, owed, held, surplus: held - owed });
}

/**
 * Where every asset has a price: what the failed custodians hold is taken out, prices become what the
 * scenario says, the quote's own never.
 *
 * @param {import('./sheet.js').Sheet} sheet
 * @param {import('./scenario.js').Scenario} scenario
 */
export function valuedAfter({ lines, quote }, { custodians, others, shocks }) {
  const left = ({ lots }) =>
    lots.some(({ custodian }) => custodians.has(custodian))
      ? lots.filter(({ custodian }) => !custodians.has(custodian))
      : lots;
  const factor = ({ asset: { ticker } }) =>
    ticker === quote.ticker ? WHOLE : BigInt(shocks.get(ticker) ?? others);
  return valuedSheet(lines.map((line) => valuedLine(line, factor(line), left(line))));
}

/**
 * Total coverage by what counts: how much of what is owed is held in the asset in which it is owed.
 * What is over in one asset pays for no other.
 *
 * @param {ValuedSheet} sheet
 * @param {'raw' | 'cut'} figure
 */
export function coverage(sheet, figure) {
  return reachOf(
    sheet,
    sum(sheet.lines, (line) => least(line[figure], line.owed)),
  );
}

/** The bare ratio, which nets one asset against another. @param {ValuedSheet} sheet */
export const ratio = (sheet) => reachOf(sheet, sheet.held);

/** How far a value reaches of all that is owed. */
export const reachOf = ({ lines, owed }, value) =>
  reachInValue(
    value,
    owed,
    lines.some(({ line }) => line.owed > 0n),
  );
