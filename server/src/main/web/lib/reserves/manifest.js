/**
 * `reserves.json`: what an exchange says it holds at one moment, at one block of each chain, and what
 * stands behind each figure (docs/spec/reserves-manifest.md). Only what is said: whether it is so is
 * established from the evidence.
 */
import { parseAmount } from '../amount.js';
import { requireAscending } from '../ascending.js';
import { parseAccount } from '../caip/account.js';
import { parseAsset } from '../caip/asset.js';
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { MOST_DECIMALS, makeAsset, parseIssuer, parseTicker, readEpoch } from '../names.js';
import { quoted } from '../quoted.js';
import { parseTime } from '../timestamp.js';
import { readPinnedBlock } from './pinned-block.js';

const FORMAT = 'solvent/reserves/v1';
const MAX_CHAINS = 1_000;
const MAX_HOLDINGS = 100_000;

/** Room for the most holdings, each with two digests, and for extensions. */
const LIMITS = jsonLimits(96 << 20, 16, 2_000_000);

/** From the strongest down. */
export const ASSURANCES = ['proven', 'observed', 'attested', 'claimed'];
const OWNERSHIPS = ['signed', 'contract', 'none'];

/**
 * Some units of one asset in one account. `countsAs` is the liability that they are to cover;
 * `evidence` and `ownershipEvidence` are digests of the files that the figure rests on and that show
 * whose it is, undefined where there is none.
 *
 * @typedef {Readonly<{account: import('../caip/account.js').AccountRef,
 *   asset: import('../caip/asset.js').AssetRef,
 *   assurance: 'proven'|'observed'|'attested'|'claimed',
 *   countsAs: Readonly<{ticker: string, decimals: number}>, evidence: string | undefined,
 *   ownership: 'signed'|'contract'|'none', ownershipEvidence: string | undefined,
 *   units: bigint, text: string}>} Holding
 * @typedef {Readonly<{asOf: string,
 *   chains: ReadonlyArray<import('./pinned-block.js').PinnedBlock>, epoch: number,
 *   holdings: ReadonlyArray<Holding>, issuer: string}>} ReservesManifest
 */

/**
 * @param {Uint8Array} bytes
 * @returns {ReservesManifest}
 */
export function parseReservesManifest(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', FORMAT);
    const asOf = fields.text('asOf', parseTime);
    const chains = fields.list('chains', 0, MAX_CHAINS, readPinnedBlock);
    const epoch = readEpoch(fields);
    const holdings = fields.list('holdings', 0, MAX_HOLDINGS, readHolding);
    const issuer = fields.text('issuer', parseIssuer);
    fields.extensions();
    fields.build(() => requireForm(chains, holdings));
    return Object.freeze({ asOf, chains, epoch, holdings, issuer });
  });
}

function requireForm(chains, holdings) {
  requireAscending('chains', chains, ({ block }) => block.chain.text);
  const pinned = new Set(chains.map(({ block }) => block.chain.text));
  holdings.forEach((holding, i) => {
    if (i > 0 && !isBefore(holdings[i - 1], holding)) {
      throw new Malformed(`holdings: ${holding.text}, want ascending, each once`);
    }
    if (!pinned.has(holding.account.chain.text)) {
      throw new Malformed(`holdings: ${holding.text}, want its chain in chains`);
    }
  });
}

/** By account, then by asset, as they are written. */
function isBefore(one, other) {
  return one.account.text === other.account.text
    ? one.asset.text < other.asset.text
    : one.account.text < other.account.text;
}

function readHolding(fields) {
  const account = fields.text('account', parseAccount);
  const asset = fields.text('asset', parseAsset);
  const assurance = fields.text('assurance', oneOf('assurance', ASSURANCES));
  const ticker = fields.text('countsAs', parseTicker);
  const countsAs = makeAsset(ticker, fields.integer('decimals', 0, MOST_DECIMALS));
  const evidence = fields.optionalObject('evidence', readDigest);
  const ownership = fields.text('ownership', oneOf('ownership', OWNERSHIPS));
  const ownershipEvidence = fields.optionalObject('ownershipEvidence', readDigest);
  const units = fields.text('units', parseAmount);
  const holding = Object.freeze({
    account,
    asset,
    assurance,
    countsAs,
    evidence,
    ownership,
    ownershipEvidence,
    units,
    text: `${asset.text} in ${account.text}`,
  });
  fields.build(() => requireEvidence(holding));
  return holding;
}

const readDigest = (fields) => fields.text('sha256', parseHash);

const oneOf = (what, names) => (text) => {
  if (!names.includes(text)) {
    const wanted = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
    throw new Malformed(`${what} ${quoted(text)}, want ${wanted}`);
  }
  return text;
};

function requireEvidence({ account, asset, assurance, evidence, ownership, ownershipEvidence }) {
  if (account.chain.text !== asset.chain.text) {
    throw new Malformed(
      `asset ${asset.text} in account ${account.text}, want both on one chain`,
    );
  }
  if ((assurance === 'proven' || assurance === 'attested') && evidence === undefined) {
    throw new Malformed(`${assurance} without evidence, want the digest of it`);
  }
  if (ownership === 'signed' && ownershipEvidence === undefined) {
    throw new Malformed('signed without a signature, want ownershipEvidence');
  }
  if (ownership === 'none' && ownershipEvidence !== undefined) {
    throw new Malformed('ownership none with ownershipEvidence, want neither');
  }
}
