/**
 * What the customer says their balance is, in whole coins: `BTC=0.42`. It stays a decimal until the
 * attested asset says how many decimals its smallest unit has.
 */
import { Malformed } from '../malformed.js';
import { parseTicker } from '../names.js';
import { quoted } from '../quoted.js';

const DECIMAL = /^(0|[1-9][0-9]{0,38})(?:\.([0-9]{1,30}))?$/;

/** @typedef {{asset: string, whole: string, fraction: string, text: string}} ExpectedBalance */

/** Reads TICKER=DECIMAL. @param {string} text @returns {ExpectedBalance} */
export function parseExpected(text) {
  const equals = text.indexOf('=');
  const found = DECIMAL.exec(text.slice(equals + 1));
  if (equals < 0 || found === null) {
    throw new Malformed(
      `expected balance ${quoted(text)}, want TICKER=DECIMAL, such as BTC=0.42`,
    );
  }
  const asset = parseTicker(text.slice(0, equals));
  return Object.freeze({ asset, whole: found[1], fraction: found[2] ?? '', text });
}

/** Whether they expect nothing. @param {ExpectedBalance} expected */
export function expectsNothing({ whole, fraction }) {
  return /^0*$/.test(whole + fraction);
}

/**
 * Whether these are the same coins, exactly.
 *
 * @param {ExpectedBalance} expected
 * @param {bigint} units
 * @param {number} decimals
 */
export function expects({ whole, fraction }, units, decimals) {
  const rest = fraction.slice(decimals);
  return (
    /^0*$/.test(rest) && BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) === units
  );
}
