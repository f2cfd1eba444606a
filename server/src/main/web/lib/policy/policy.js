/**
 * What a reader demands of an attestation before it says VERIFIED: the chains and assets it knows,
 * whose word counts and how many of them, and how old, far apart or short things may be
 * (docs/spec/policy.md). The policy is the reader's. What an issuer publishes may only make it
 * stricter.
 */
import { Malformed } from '../malformed.js';
import { parseBase64 } from '../base64.js';
import { hex, utf8 } from '../bytes.js';
import { parseAsset } from '../caip/asset.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { parseWitnessPolicy } from '../log/witness-policy.js';
import { makeAsset, MOST_DECIMALS, parseTicker, sameAsset } from '../names.js';
import { readKey } from '../signature/keys.js';
import { requireText } from '../text.js';
import { NO_SAFES, readSafeRule, readTokenRule } from './contracts.js';
import { readLimits, stricterLimits } from './limits.js';

const LIMITS = jsonLimits(4 << 20, 16, 100_000);
const MAX_ASSETS = 10_000;
const MAX_KEYS = 100;
const MAX_NAME = 100;

/**
 * An asset on a chain that the reader knows, and the liability that it may cover; several may cover
 * one. `token` is there where the reader knows a token's storage; no balance of another is proven.
 *
 * @typedef {object} KnownAsset
 * @property {import('../caip/asset.js').AssetRef} asset
 * @property {{ticker: string, decimals: number}} covers
 * @property {import('../evm/token-rule.js').TokenRule | undefined} token
 */

/**
 * Somebody whose signed word counts, under the reader's own name for them.
 *
 * @typedef {{name: string, key: import('../signature/keys.js').VerifyingKey}} NamedKey
 */

/**
 * `assets` ascend, each once as decoded; `tokenRoots` are certificates in DER; without a
 * `witnessPolicy` no log is witnessed.
 *
 * @typedef {object} Policy
 * @property {readonly KnownAsset[]} assets
 * @property {readonly NamedKey[]} custodians
 * @property {import('./limits.js').Limits} limits
 * @property {readonly NamedKey[]} observers
 * @property {number} observerQuorum
 * @property {import('../evm/safe.js').SafeRule} safes
 * @property {boolean} tokenRequired
 * @property {readonly Uint8Array[]} tokenRoots
 * @property {import('../log/witness-policy.js').WitnessPolicy | undefined} witnessPolicy
 */

/** @param {Uint8Array} bytes @returns {Policy} */
export function parsePolicy(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/policy/v1');
    const assets = fields.list('assets', 0, MAX_ASSETS, readKnownAsset);
    const custodians = fields.list('custodians', 0, MAX_KEYS, readNamedKey);
    const limits = fields.object('limits', readLimits);
    const observing = fields.object('observers', readObservers);
    const safes = fields.optionalObject('safes', readSafeRule) ?? NO_SAFES;
    const tokens = fields.object('tokens', readTokens);
    const witnesses = fields.optionalText('witnesses');
    return fields.build(() => {
      requireEachOnce(assets);
      requireDistinct('custodians', custodians);
      requireDistinct('observers', observing.observers);
      requireDistinctRoots(tokens.tokenRoots);
      const witnessPolicy = witnesses === undefined ? undefined : readWitnesses(witnesses);
      const ours = { assets, custodians, limits, safes, witnessPolicy };
      return Object.freeze({ ...ours, ...observing, ...tokens });
    });
  });
}

function readKnownAsset(fields) {
  const asset = fields.text('asset', parseAsset);
  const decimals = fields.integer('decimals', 0, MOST_DECIMALS);
  const covers = makeAsset(fields.text('ticker', parseTicker), decimals);
  return Object.freeze({ asset, covers, token: fields.optionalObject('token', readTokenRule) });
}

function readNamedKey(fields) {
  const name = fields.text('name');
  const key = readKey(fields);
  return fields.build(() => {
    requireText('name', name, MAX_NAME);
    return Object.freeze({ name, key });
  });
}

function readObservers(fields) {
  const observers = fields.list('keys', 0, MAX_KEYS, readNamedKey);
  return { observers, observerQuorum: fields.integer('quorum', 1, MAX_KEYS) };
}

function readTokens(fields) {
  const tokenRequired = fields.truth('required');
  const tokenRoots = fields.list('roots', 0, MAX_KEYS, (root) =>
    root.text('certificate', parseBase64),
  );
  return { tokenRequired, tokenRoots };
}

function readWitnesses(text) {
  try {
    return parseWitnessPolicy(utf8(text));
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(`witnesses: ${error.message}`) : error;
  }
}

function requireEachOnce(assets) {
  const seen = new Set();
  assets.forEach(({ asset }, i) => {
    const ascends = i === 0 || assets[i - 1].asset.text < asset.text;
    if (!ascends || seen.has(asset.decoded)) {
      throw new Malformed(`assets: ${asset.text}, want ascending, each once`);
    }
    seen.add(asset.decoded);
  });
}

/** Nobody counts twice, under whatever names. */
function requireDistinct(list, keys) {
  const names = new Set();
  const ids = new Set();
  for (const { name, key } of keys) {
    if (names.has(name) || ids.has(key.id)) {
      throw new Malformed(`${list}: ${name}, want each name and each key once`);
    }
    names.add(name);
    ids.add(key.id);
  }
}

function requireDistinctRoots(roots) {
  if (new Set(roots.map(hex)).size !== roots.length) {
    throw new Malformed('token roots: one twice, want each once');
  }
}

/**
 * What the reader knows of an asset, whatever its spelling.
 *
 * @param {Policy} policy
 * @param {import('../caip/asset.js').AssetRef} asset
 * @returns {KnownAsset | undefined}
 */
export function knownAsset(policy, asset) {
  return policy.assets.find((known) => known.asset.decoded === asset.decoded);
}

/**
 * This policy with everything in which an issuer's is stricter. Whose word counts is never the
 * issuer's to say: its witnesses, observers, custodians and authorities are left out of account.
 *
 * @param {Policy} policy
 * @param {Policy} issuers
 * @returns {Policy}
 */
export function tightenedBy(policy, issuers) {
  const alike = (known) => (other) =>
    known.asset.text === other.asset.text && sameAsset(known.covers, other.covers);
  return Object.freeze({
    ...policy,
    assets: Object.freeze(policy.assets.filter((known) => issuers.assets.some(alike(known)))),
    limits: stricterLimits(policy.limits, issuers.limits),
    observerQuorum: Math.max(policy.observerQuorum, issuers.observerQuorum),
    tokenRequired: policy.tokenRequired || issuers.tokenRequired,
  });
}
