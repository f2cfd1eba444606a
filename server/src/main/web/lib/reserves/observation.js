/**
 * What others than the issuer signed about reserves: observers about a block and holdings at it,
 * custodians about what they keep (docs/spec/observation.md). Whose word counts is the policy's to say.
 */
import { parseAmount } from '../amount.js';
import { parseAccount } from '../caip/account.js';
import { parseAsset, placeOf } from '../caip/asset.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { parseIssuer, readEpoch } from '../names.js';
import { parseTime } from '../timestamp.js';
import { readPinnedBlock } from './pinned-block.js';

export const OBSERVATION_TYPE = 'application/vnd.solvent.observation+json';
export const CUSTODIAN_TYPE = 'application/vnd.solvent.custodian-statement+json';

const MAX_HOLDINGS = 10_000;
const OBSERVATION_LIMITS = jsonLimits(3 << 20, 8, 60_000);
const CUSTODIAN_LIMITS = jsonLimits(1 << 14, 4, 50);

/**
 * The units of one asset that somebody saw in one account; `place` is where, whatever the spelling.
 *
 * @typedef {Readonly<{account: import('../caip/account.js').AccountRef,
 *   asset: import('../caip/asset.js').AssetRef, units: bigint, place: string}>} ObservedHolding
 * @typedef {Readonly<{block: import('./pinned-block.js').PinnedBlock,
 *   unitsByPlace: ReadonlyMap<string, bigint>}>} Observation
 * @typedef {Readonly<{asOf: string, epoch: number, holding: ObservedHolding,
 *   issuer: string}>} CustodianStatement
 */

/** That a chain has this block, and what stands in accounts at it. @returns {Observation} */
export function parseObservation(bytes) {
  return readFields(bytes, OBSERVATION_LIMITS, (fields) => {
    fields.constant('format', 'solvent/observation/v1');
    const block = fields.object('at', readPinnedBlock);
    const holdings = fields.list('holdings', 0, MAX_HOLDINGS, readObserved);
    return fields.build(() => Object.freeze({ block, unitsByPlace: placed(block, holdings) }));
  });
}

function placed({ block }, holdings) {
  const units = new Map();
  holdings.forEach((holding, i) => {
    if ((i > 0 && !isBefore(holdings[i - 1], holding)) || units.has(holding.place)) {
      throw new Malformed(`holdings: ${holding.account.text}, want ascending, each once`);
    }
    if (holding.account.chain.text !== block.chain.text) {
      throw new Malformed(
        `holdings: ${holding.account.text}, want an account on ${block.chain.text}`,
      );
    }
    units.set(holding.place, holding.units);
  });
  return units;
}

function isBefore(one, other) {
  return one.account.text === other.account.text
    ? one.asset.text < other.asset.text
    : one.account.text < other.account.text;
}

/** That a custodian keeps this for an issuer at one moment. @returns {CustodianStatement} */
export function parseCustodianStatement(bytes) {
  return readFields(bytes, CUSTODIAN_LIMITS, (fields) => {
    fields.constant('format', 'solvent/custodian-statement/v1');
    return Object.freeze({
      asOf: fields.text('asOf', parseTime),
      epoch: readEpoch(fields),
      holding: fields.object('holding', readObserved),
      issuer: fields.text('issuer', parseIssuer),
    });
  });
}

function readObserved(fields) {
  const account = fields.text('account', parseAccount);
  const asset = fields.text('asset', parseAsset);
  const units = fields.text('units', parseAmount);
  return Object.freeze({ account, asset, units, place: placeOf(account, asset) });
}
