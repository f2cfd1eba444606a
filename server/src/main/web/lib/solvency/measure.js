/**
 * Values without rounding: integer counts of 10^-52 of the quote. A price has 18 decimals, a shock of
 * it 4 more and an amount at most 30, so each product is exact; only what is shown is rounded, what is
 * held down and what is owed up.
 */
import { MOST_DECIMALS } from '../names.js';

const SCALE = 52;

/** The whole, in ten-thousandths. */
export const WHOLE = 10_000n;

/** A million times over is as good as any more. */
const FARTHEST = WHOLE * 1_000_000n;

/** The smallest unit of the quote, in which values are shown. @returns {bigint} */
export const unitOf = (quote) => 10n ** BigInt(SCALE - quote.decimals);

/** What one smallest unit of an asset is worth for each ten-thousandth of its price. @returns {bigint} */
export const worthOf = (price, { decimals }) => price * 10n ** BigInt(MOST_DECIMALS - decimals);

/** The quotient, rounded down; of values below zero away from it. */
export function floor(value, unit) {
  const quotient = value / unit;
  return value % unit < 0n ? quotient - 1n : quotient;
}

export const ceiling = (value, unit) => -floor(-value, unit);

export const least = (a, b) => (a < b ? a : b);
export const most = (a, b) => (a > b ? a : b);

/** @template T @param {readonly T[]} items @param {(item: T) => bigint} figure */
export function sum(items, figure) {
  let total = 0n;
  for (const item of items) {
    total += figure(item);
  }
  return total;
}

/** How far a part reaches, in ten-thousandths, rounded down; all of nothing is the whole. @returns {number} */
export function reach(part, whole) {
  return Number(whole === 0n ? WHOLE : least((part * WHOLE) / whole, FARTHEST));
}

/**
 * The same in value, where the whole may have become worthless: then nobody can be paid, and the reach
 * is none.
 *
 * @param {boolean} any whether there is a whole, be it worth nothing
 */
export const reachInValue = (part, whole, any) => (whole === 0n && any ? 0 : reach(part, whole));

/** How much of the whole a part is, in ten-thousandths, rounded up; nothing of nothing is 0. @returns {number} */
export function share(part, whole) {
  return Number(whole === 0n ? 0n : ceiling(part * WHOLE, whole));
}
