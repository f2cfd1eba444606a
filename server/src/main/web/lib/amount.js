/**
 * An amount: an integer count of an asset's smallest unit, 0 <= amount < 2^128, as a bigint. There
 * is no negative amount and no wrap: a sum that could go down would let an operator hide a liability.
 */
import { Malformed } from './malformed.js';
import { quoted } from './quoted.js';

/** The first number that is no amount. */
export const AMOUNT_END = 1n << 128n;

/** Reads the one decimal form of an amount. @returns {bigint} */
export function parseAmount(text) {
  if (!/^(?:0|[1-9][0-9]{0,38})$/.test(text)) {
    throw notAnAmount(text);
  }
  const amount = BigInt(text);
  if (amount >= AMOUNT_END) {
    throw notAnAmount(text);
  }
  return amount;
}

/** For people: in whole coins, every decimal written, such as `0.42000000`. */
export function toDecimal(amount, decimals) {
  const units = String(amount).padStart(decimals + 1, '0');
  const point = units.length - decimals;
  return decimals === 0 ? units : `${units.slice(0, point)}.${units.slice(point)}`;
}

function notAnAmount(text) {
  return new Malformed(`amount ${quoted(text)}, want 0|[1-9][0-9]{0,38} and below 2^128`);
}
