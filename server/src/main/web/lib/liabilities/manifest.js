/**
 * `liabilities.json`: what an exchange says it owes at one moment, a tree for each asset, and what it
 * left out (docs/spec/liabilities-manifest.md).
 */
import { Malformed } from '../malformed.js';
import { parseAmount } from '../amount.js';
import { requireAscending } from '../ascending.js';
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { MAX_HEIGHT, SCHEME } from '../merkle/hashes.js';
import { parseIssuer, parseTicker, readAsset, readEpoch } from '../names.js';
import { quoted } from '../quoted.js';
import { parseTime } from '../timestamp.js';

export const MAX_ASSETS = 2_000;

/** Every asset in each kind. */
const MAX_EXCLUSIONS = 3 * MAX_ASSETS;

/** Room for the most assets and exclusions, and for extensions. */
const LIMITS = jsonLimits(2 << 20, 16, 100_000);

/** An asset that is owed and has no tree; of the exchange itself; below zero. */
const KINDS = ['asset', 'house', 'negative'];

/**
 * @typedef {{asset: {ticker: string, decimals: number},
 *   commitment: import('../merkle/inclusion.js').Commitment}} CommittedAsset
 *
 * What was left out of the trees, and why: how many balances of an asset, and what they add up to,
 * each without its sign. Coverage adds the total to the debt.
 *
 * @typedef {{asset: string, kind: string, count: number, total: bigint}} Exclusion
 *
 * @typedef {object} LiabilitiesManifest
 * @property {string} asOf
 * @property {readonly CommittedAsset[]} assets
 * @property {number} epoch
 * @property {readonly Exclusion[]} excluded
 * @property {string} issuer
 */

/** @param {Uint8Array} bytes @returns {LiabilitiesManifest} */
export function parseLiabilities(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/liabilities/v1');
    fields.constant('scheme', SCHEME);
    const manifest = {
      asOf: fields.text('asOf', parseTime),
      assets: fields.list('assets', 1, MAX_ASSETS, readCommitted),
      epoch: readEpoch(fields),
      excluded: fields.list('excluded', 0, MAX_EXCLUSIONS, readExclusion),
      issuer: fields.text('issuer', parseIssuer),
    };
    fields.extensions();
    return fields.build(() => checked(manifest));
  });
}

/** A row: one asset and what the exchange commits to in it. @returns {CommittedAsset} */
function readCommitted(fields) {
  const asset = readAsset(fields);
  const commitment = Object.freeze({
    height: fields.integer('height', 0, MAX_HEIGHT),
    root: fields.text('root', parseHash),
    total: fields.text('total', parseAmount),
  });
  return Object.freeze({ asset, commitment });
}

/** A kind that is not known here is refused: its total could not be judged. */
function readExclusion(fields) {
  const asset = fields.text('asset', parseTicker);
  const count = fields.integer('count', 1, Number.MAX_SAFE_INTEGER);
  const kind = fields.text('kind', parseKind);
  return Object.freeze({ asset, kind, count, total: fields.text('total', parseAmount) });
}

function parseKind(text) {
  if (!KINDS.includes(text)) {
    throw new Malformed(`kind ${quoted(text)}, want asset, house or negative`);
  }
  return text;
}

/** An asset has a tree or is excluded as a whole: counted twice or lost between, it is neither. */
function checked(manifest) {
  const { assets, excluded } = manifest;
  requireAscending('assets', assets, (entry) => entry.asset.ticker);
  // A space comes before whatever a ticker may hold, so the pair ascends as its text does.
  requireAscending('excluded', excluded, (entry) => `${entry.asset} ${entry.kind}`);
  const committed = new Set(assets.map((entry) => entry.asset.ticker));
  for (const { asset, kind } of excluded) {
    const wantsTree = kind !== 'asset';
    if (committed.has(asset) !== wantsTree) {
      const wanted = wantsTree ? 'want it in assets' : 'want it not in assets';
      throw new Malformed(`excluded: ${asset} ${kind}, ${wanted}`);
    }
  }
  return Object.freeze(manifest);
}

/**
 * The tree of an asset; undefined where there is none.
 *
 * @param {LiabilitiesManifest} manifest
 * @param {string} ticker
 * @returns {import('../merkle/inclusion.js').CommittedTree | undefined}
 */
export function treeOf({ issuer, epoch, assets }, ticker) {
  const entry = assets.find(({ asset }) => asset.ticker === ticker);
  return entry && { issuer, epoch, ...entry };
}
