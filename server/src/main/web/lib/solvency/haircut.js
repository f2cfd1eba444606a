/**
 * What could be had for a holding at short notice: section 3 of docs/spec/solvency-policy.md. Tiers are
 * over value, add up and never rise, so that more of an asset never counts for less.
 */
import { parseAmount } from '../amount.js';
import { Malformed } from '../malformed.js';
import { WHOLE, least } from './measure.js';

const MAX_TIERS = 20;

/**
 * `counts` is in ten-thousandths, `upTo` in the smallest unit of the policy's quote.
 *
 * @typedef {Readonly<{counts: bigint, upTo: bigint}>} Tier
 */

/** @returns {readonly Tier[]} */
export function readHaircut(fields) {
  const tiers = fields.list('haircut', 0, MAX_TIERS, readTier);
  fields.build(() => requireTiers(tiers));
  return tiers;
}

function readTier(fields) {
  const counts = fields.index('counts', 0, Number(WHOLE));
  return Object.freeze({ counts, upTo: fields.text('upTo', parseAmount) });
}

function requireTiers(tiers) {
  let before = { counts: WHOLE, upTo: 0n };
  for (const tier of tiers) {
    if (tier.upTo <= before.upTo) {
      throw new Malformed(`tier up to ${tier.upTo} after ${before.upTo}, want ascending from 1`);
    }
    if (tier.counts > before.counts) {
      const found = `tier that counts ${tier.counts} after ${before.counts}`;
      throw new Malformed(`${found}, want no more than the one before`);
    }
    before = tier;
  }
}

/** How much of an asset's value can be sold at all: what lies in tiers that count for something. */
export const sellableOf = (tiers) => tiers.findLast(({ counts }) => counts > 0n)?.upTo ?? 0n;

/** The tiers in the measure of values. @param {readonly Tier[]} tiers @param {bigint} unit of the quote */
export function tiersIn(unit, tiers) {
  return tiers.map(({ counts, upTo }) => ({ counts, upTo: upTo * unit }));
}

/**
 * What counts of a value, rounded down; never more than the value.
 *
 * @param {readonly Tier[]} tiers in the measure of the value
 * @param {bigint} value
 */
export function afterHaircut(tiers, value) {
  let counted = 0n;
  let from = 0n;
  for (const { counts, upTo } of tiers) {
    if (value <= from) {
      break;
    }
    const to = least(upTo, value);
    counted += (to - from) * counts;
    from = to;
  }
  return counted / WHOLE;
}
