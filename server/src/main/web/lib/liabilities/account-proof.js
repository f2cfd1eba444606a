/**
 * What one customer keeps of one epoch: the account's key and a position in each asset with a
 * balance, and perhaps the bundle that lets this one file be verified without any other
 * (docs/spec/account-proof.md). Whoever holds it learns the balances of this epoch alone.
 */
import { Malformed } from '../malformed.js';
import { parseAccountId } from '../account-id.js';
import { parseAmount } from '../amount.js';
import { requireAscending } from '../ascending.js';
import { BUNDLE_LIMITS, readBundle, requireSignedRoots } from '../bundle.js';
import { hex } from '../bytes.js';
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits, jsonObject, parseJson, printJson } from '../json.js';
import { MAX_HEIGHT } from '../merkle/hashes.js';
import { AccountKey } from '../merkle/secrets.js';
import { parseIssuer, readAsset, readEpoch } from '../names.js';
import { MAX_ASSETS } from './manifest.js';

const FORMAT = 'solvent/account-proof/v1';

export const MAX_POSITIONS = MAX_ASSETS;

/** Room for a position in every asset at the greatest height, for extensions and a bundle. */
const LIMITS = jsonLimits(
  (16 << 20) + BUNDLE_LIMITS.maxBytes,
  16,
  400_000 + BUNDLE_LIMITS.maxValues,
);

const MAX_INDEX = 2 ** MAX_HEIGHT - 1;

/**
 * @typedef {object} AccountProof
 * @property {string} accountId
 * @property {AccountKey} accountKey
 * @property {string} [attestation] the id of the attestation; absent before publication
 * @property {import('../bundle.js').Bundle} [bundle]
 * @property {number} epoch
 * @property {string} issuer
 * @property {readonly import('../merkle/inclusion.js').InclusionProof[]} positions
 */

/** @param {Uint8Array} bytes @returns {Promise<AccountProof>} */
export async function parseAccountProof(bytes) {
  const proof = readFields(bytes, LIMITS, readAccountProof);
  if (proof.bundle !== undefined) {
    await requireSignedRoots(proof.bundle);
  }
  return proof;
}

function readAccountProof(fields) {
  fields.constant('format', FORMAT);
  const proof = {
    accountId: fields.text('accountId', parseAccountId),
    accountKey: fields.text('accountKey', AccountKey.parse),
    attestation: fields.optionalObject('attestation', readDigest),
    bundle: fields.optionalObject('bundle', readBundle),
    epoch: readEpoch(fields),
    issuer: fields.text('issuer', parseIssuer),
    positions: fields.list('positions', 1, MAX_POSITIONS, readPosition),
  };
  fields.extensions();
  return fields.build(() => makeAccountProof(proof));
}

/**
 * The account proof of these parts, at least one position among them.
 *
 * @param {AccountProof} parts
 * @returns {AccountProof}
 */
export function makeAccountProof(parts) {
  if (parts.positions.length < 1 || parts.positions.length > MAX_POSITIONS) {
    throw new Malformed(
      `positions: ${parts.positions.length} items, want 1 to ${MAX_POSITIONS}`,
    );
  }
  requirePositionsAscend(parts.positions);
  return Object.freeze({ ...parts });
}

export function requirePositionsAscend(positions) {
  requireAscending('positions', positions, (position) => position.asset.ticker);
}

/** The one digest of an object: the field `sha256`. */
export function readDigest(fields) {
  return fields.text('sha256', parseHash);
}

/** @returns {import('../merkle/inclusion.js').InclusionProof} */
export function readPosition(fields) {
  return Object.freeze({
    asset: readAsset(fields),
    balance: fields.text('balance', parseAmount),
    index: fields.index('index', 0, MAX_INDEX),
    siblings: fields.list('siblings', 0, MAX_HEIGHT, readNode),
  });
}

function readNode(fields) {
  const hash = fields.text('hash', parseHash);
  return Object.freeze({ hash, sum: fields.text('sum', parseAmount) });
}

/**
 * The file that `parseAccountProof` reads. It holds the account key. Extensions of the file that the
 * proof was read from are not kept.
 *
 * @param {AccountProof} proof
 * @param {Uint8Array} [bundle] the bytes of the bundle that makes it verify without another file
 * @returns {Uint8Array}
 */
export function printAccountProof(proof, bundle) {
  const { accountId, accountKey, attestation, epoch, issuer, positions } = proof;
  const json = jsonObject({
    accountId,
    accountKey: hex(accountKey.expose()),
    attestation: attestation && jsonObject({ sha256: attestation }),
    bundle: bundle && parseJson(bundle, BUNDLE_LIMITS),
    epoch,
    format: FORMAT,
    issuer,
    positions: positions.map(positionJson),
  });
  return printJson(json, LIMITS);
}

function positionJson({ asset, balance, index, siblings }) {
  return jsonObject({
    asset: asset.ticker,
    balance: String(balance),
    decimals: asset.decimals,
    index,
    siblings: siblings.map(({ hash, sum }) => jsonObject({ hash, sum: String(sum) })),
  });
}
