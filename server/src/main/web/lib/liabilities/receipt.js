/**
 * What an exchange says that one customer is owed in one attestation, in every attested asset, signed
 * with the receipt key: what the customer could otherwise be said to have forged
 * (docs/spec/receipt.md).
 */
import { Malformed } from '../malformed.js';
import { parseAccountId } from '../account-id.js';
import { requireAscending } from '../ascending.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { AccountKey } from '../merkle/secrets.js';
import { parseIssuer, readAsset, readEpoch } from '../names.js';
import {
  makeAccountProof,
  MAX_POSITIONS,
  readDigest,
  readPosition,
  requirePositionsAscend,
} from './account-proof.js';

export const RECEIPT_TYPE = 'application/vnd.solvent.receipt+json';

/** Room for a position in every asset at the greatest height. */
const LIMITS = jsonLimits(16 << 20, 16, 400_000);

/**
 * `positions` are where the balance is not zero, as in an account proof; `zeros` the attested assets
 * in which nothing is owed.
 *
 * @typedef {object} Receipt
 * @property {string} accountId
 * @property {AccountKey} accountKey
 * @property {string} attestation
 * @property {number} epoch
 * @property {string} issuer
 * @property {readonly import('../merkle/inclusion.js').InclusionProof[]} positions
 * @property {readonly {ticker: string, decimals: number}[]} zeros
 */

/** @param {Uint8Array} bytes the payload @returns {Receipt} */
export function parseReceipt(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/receipt/v1');
    const receipt = {
      accountId: fields.text('accountId', parseAccountId),
      accountKey: fields.text('accountKey', AccountKey.parse),
      attestation: fields.object('attestation', readDigest),
      epoch: readEpoch(fields),
      issuer: fields.text('issuer', parseIssuer),
      positions: fields.list('positions', 0, MAX_POSITIONS, readPosition),
      zeros: fields.list('zeros', 0, MAX_POSITIONS, readAsset),
    };
    fields.extensions();
    return fields.build(() => checked(receipt));
  });
}

function checked(receipt) {
  const { positions, zeros } = receipt;
  requirePositionsAscend(positions);
  requireAscending('zeros', zeros, (asset) => asset.ticker);
  const zero = positions.find((position) => position.balance === 0n);
  if (zero !== undefined) {
    throw new Malformed(`positions: ${zero.asset.ticker} of zero, want it among the zeros`);
  }
  const tickers = new Set(receiptAssets(receipt).map((asset) => asset.ticker));
  const count = positions.length + zeros.length;
  if (tickers.size !== count) {
    throw new Malformed('zeros: an asset with a position too, want one of them');
  }
  if (count < 1 || count > MAX_POSITIONS) {
    throw new Malformed(`${count} assets, want 1 to ${MAX_POSITIONS}`);
  }
  return Object.freeze(receipt);
}

/** Every asset that it speaks of. @param {Receipt} receipt */
export function receiptAssets({ positions, zeros }) {
  return [...positions.map((position) => position.asset), ...zeros];
}

/**
 * What the check `liabilities.inclusion` takes; undefined where every balance is zero.
 *
 * @param {Receipt} receipt
 */
export function proofOfReceipt({ accountId, accountKey, attestation, epoch, issuer, positions }) {
  return positions.length === 0
    ? undefined
    : makeAccountProof({ accountId, accountKey, attestation, epoch, issuer, positions });
}
