/**
 * `solvency-policy.json`: by what rules an exchange judges its own solvency, announced an epoch ahead
 * (docs/spec/solvency-policy.md). No verdict rests on it: that is the reader's own policy.
 */
import { requireAscending } from '../ascending.js';
import { parseAccount } from '../caip/account.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { parseIssuer, readAsset } from '../names.js';
import { parseLabel } from '../prices/label.js';
import { readPriceRule } from '../prices/price-rule.js';
import { LONGEST, readSeconds, readShare } from './bounds.js';
import { readHaircut } from './haircut.js';
import { readScenario } from './scenario.js';

const LIMITS = jsonLimits(48 << 20, 16, 2_000_000);
const MAX_ACCOUNTS = 100_000;
const MAX_ASSETS = 10_000;
const MAX_SCENARIOS = 100;
const MAX_NAMES = 20;

/**
 * `custodian` has an account in hand, `liquidity` is the class of it; `issuer` has to stay good for an
 * asset, and `own` says whether the exchange or its like issued it. `unlisted` is how many seconds
 * it takes until what lies in an account that the policy does not name can be paid out.
 *
 * @typedef {Readonly<{account: import('../caip/account.js').AccountRef, custodian: string,
 *   liquidity: string}>} AccountRule
 * @typedef {Readonly<{asset: Readonly<{ticker: string, decimals: number}>,
 *   haircut: readonly import('./haircut.js').Tier[], issuer: string | undefined, own: boolean,
 *   seconds: number}>} AssetRule
 * @typedef {Readonly<{least: number, name: string, seconds: number}>} Horizon
 * @typedef {Readonly<{asset: number, coverage: number, custodian: number, difference: number,
 *   haircut: number, issuer: number}>} Thresholds
 * @typedef {Readonly<{accounts: readonly AccountRule[], assets: readonly AssetRule[],
 *   band: number | undefined,
 *   classes: ReadonlyArray<Readonly<{name: string, seconds: number}>>, horizons: readonly Horizon[],
 *   issuer: string, prices: import('../prices/price-rule.js').PriceRule,
 *   quote: Readonly<{ticker: string, decimals: number}>,
 *   scenarios: readonly import('./scenario.js').Scenario[], thresholds: Thresholds,
 *   unlisted: number}>} SolvencyPolicy
 */

/** @param {Uint8Array} bytes @returns {SolvencyPolicy} */
export function parseSolvencyPolicy(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/solvency-policy/v1');
    const policy = {
      accounts: fields.list('accounts', 0, MAX_ACCOUNTS, readAccountRule),
      assets: fields.list('assets', 0, MAX_ASSETS, readAssetRule),
      band: fields.has('band') ? readShare(fields, 'band') : undefined,
      classes: fields.list('classes', 0, MAX_NAMES, readClass),
      horizons: fields.list('horizons', 1, MAX_NAMES, readHorizon),
      issuer: fields.text('issuer', parseIssuer),
      prices: fields.object('prices', readPriceRule),
      quote: fields.object('quote', readAsset),
      scenarios: fields.list('scenarios', 0, MAX_SCENARIOS, readScenario),
      thresholds: fields.object('thresholds', readThresholds),
      unlisted: fields.integer('unlisted', 0, LONGEST),
    };
    fields.build(() => requireForm(policy));
    return Object.freeze(policy);
  });
}

function readAccountRule(fields) {
  const account = fields.text('account', parseAccount);
  const custodian = fields.text('custodian', parseLabel);
  return Object.freeze({ account, custodian, liquidity: fields.text('class', parseLabel) });
}

function readAssetRule(fields) {
  const asset = readAsset(fields);
  const haircut = readHaircut(fields);
  const issuer = fields.optionalText('issuer', parseLabel);
  const own = fields.truth('own');
  const seconds = readSeconds(fields);
  return fields.build(() => {
    if (own && haircut.length > 0) {
      throw new Malformed(`${asset.ticker}: ${haircut.length} tiers of an own token, want none`);
    }
    return Object.freeze({ asset, haircut, issuer, own, seconds });
  });
}

function readClass(fields) {
  return Object.freeze({ name: fields.text('name', parseLabel), seconds: readSeconds(fields) });
}

function readHorizon(fields) {
  const least = readShare(fields, 'least');
  const name = fields.text('name', parseLabel);
  return Object.freeze({ least, name, seconds: readSeconds(fields) });
}

function readThresholds(fields) {
  return Object.freeze({
    asset: readShare(fields, 'asset'),
    coverage: readShare(fields, 'coverage'),
    custodian: readShare(fields, 'custodian'),
    difference: readShare(fields, 'difference'),
    haircut: readShare(fields, 'haircut'),
    issuer: readShare(fields, 'issuer'),
  });
}

function requireForm({ accounts, assets, classes, horizons, quote, scenarios }) {
  requireAscending('accounts', accounts, ({ account }) => account.text);
  requireAscending('assets', assets, ({ asset }) => asset.ticker);
  requireAscending('classes', classes, ({ name }) => name);
  requireAscending('horizons', horizons, ({ seconds }) => seconds);
  requireAscending('scenarios', scenarios, ({ name }) => name);
  const known = new Set(classes.map(({ name }) => name));
  const lost = accounts.find(({ liquidity }) => !known.has(liquidity));
  if (lost !== undefined) {
    throw new Malformed(`accounts: class ${lost.liquidity}, want one of classes`);
  }
  if (assets.some(({ asset, own }) => own && asset.ticker === quote.ticker)) {
    throw new Malformed(`quote ${quote.ticker}, want not an own token`);
  }
  const shocking = scenarios.find(({ shocks }) => shocks.has(quote.ticker));
  if (shocking !== undefined) {
    const found = `scenario ${shocking.name} shocks ${quote.ticker}`;
    throw new Malformed(`${found}, want not the quote itself`);
  }
}
