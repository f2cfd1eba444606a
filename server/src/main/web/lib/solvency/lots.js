/** What is held of each asset: by what stands behind it, in whose hands, and how fast it can be paid out. */
import { ASSURANCES } from '../reserves/manifest.js';
import { sum } from './measure.js';

/** Where an account lies that the policy does not know. */
const UNLISTED = 'unlisted';

/**
 * Units that count of which the same is true: in whose hands, and in how many seconds they can be paid
 * out.
 *
 * @typedef {Readonly<{custodian: string, seconds: number, units: bigint}>} Lot
 *
 * `held` is what each assurance and no other stands behind, `lots` make up what of it counts.
 *
 * @typedef {{held: Record<'proven'|'observed'|'attested'|'claimed', bigint>, lots: Lot[]}} Held
 */

/** @returns {Held} */
export const nothingHeld = () => ({
  held: { proven: 0n, observed: 0n, attested: 0n, claimed: 0n },
  lots: [],
});

/**
 * By ticker.
 *
 * @param {import('../reserves/manifest.js').ReservesManifest} reserves
 * @param {import('./policy.js').SolvencyPolicy} policy
 * @returns {Map<string, Held>}
 */
export function holdingsOf({ holdings }, policy) {
  const placed = places(policy);
  const all = new Map();
  for (const [ticker, group] of grouped(holdings, ({ countsAs }) => countsAs.ticker)) {
    const { held } = nothingHeld();
    group.forEach((holding) => (held[levelOf(holding)] += holding.units));
    const lots = group.filter((holding) => counts(levelOf(holding))).map(placed);
    all.set(ticker, { held, lots: merged(lots) });
  }
  return all;
}

const counts = (level) => level === 'proven' || level === 'observed';

/** Whether a holding enters what counts: as it is declared, and signed for. */
export const isCounted = (holding) => counts(levelOf(holding));

/** As far as a holding may count: what no key signed for is the exchange's word. */
const levelOf = ({ assurance, ownership }) => (ownership === 'signed' ? assurance : 'claimed');

/** What the policy says of a holding: the time of its account's class, and of its asset. */
function places(policy) {
  const accounts = new Map(policy.accounts.map((rule) => [rule.account.decoded, rule]));
  const classes = new Map(policy.classes.map(({ name, seconds }) => [name, seconds]));
  const assets = new Map(policy.assets.map(({ asset, seconds }) => [asset.ticker, seconds]));
  return ({ account, countsAs, units }) => {
    const rule = accounts.get(account.decoded);
    const toReach = rule === undefined ? policy.unlisted : classes.get(rule.liquidity);
    const toSell = assets.get(countsAs.ticker) ?? policy.unlisted;
    return { custodian: rule?.custodian ?? UNLISTED, seconds: toReach + toSell, units };
  };
}

/** Those of one custodian and time added up. @param {Lot[]} lots @returns {Lot[]} */
function merged(lots) {
  const alike = grouped(lots, ({ custodian, seconds }) => `${custodian} ${seconds}`);
  return [...alike.values()].map((group) => ({ ...group[0], units: unitsOf(group) }));
}

/** @template T @param {readonly T[]} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
export function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    groups.has(name) ? groups.get(name).push(item) : groups.set(name, [item]);
  }
  return groups;
}

/** What each assurance or a stronger one stands behind. @param {Held['held']} held @returns {bigint[]} */
export function reaching(held) {
  let above = 0n;
  return ASSURANCES.map((level) => (above += held[level]));
}

/** @param {readonly {units: bigint}[]} items */
export const unitsOf = (items) => sum(items, ({ units }) => units);

/** Of these, what can be paid out, or asked for, within so many seconds. */
export const within = (items, seconds) => unitsOf(items.filter((item) => item.seconds <= seconds));
