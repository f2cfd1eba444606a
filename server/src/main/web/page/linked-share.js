/**
 * The share in one attestation of whoever holds a link. Nobody is told a locator before the debts are
 * known to be those that the pinned keys signed: a locator opens a balance.
 */
import { makeAccountProof } from '../lib/liabilities/account-proof.js';
import { askForProofs, readProofs } from '../lib/liabilities/by-locator.js';
import { Malformed } from '../lib/malformed.js';
import { debtsHold, nothingFound, notAsked, ofEpoch, withProof } from './checked.js';

const MOST_ANSWER = 16 << 20;

/**
 * @param {object} given
 * @param {ReturnType<import('./site.js').openSite>} given.site
 * @param {import('../lib/liabilities/link.js').AccountLink} given.link
 * @param {string} given.issuer the trust root's
 * @param {number} given.epoch the one that was asked for
 * @param {import('../lib/verification.js').Verified & {bundle: import('../lib/bundle.js').Bundle}} given.verified
 *     the attestation, verified without the customer
 * @param {Uint8Array} given.bytes the bundle's
 * @returns {Promise<import('./checked.js').Checked>}
 */
export async function linkedShare({ site, link, issuer, epoch, verified, bytes }) {
  const { accountId } = link;
  const { statement, owed, bundle } = verified;
  const report = ofEpoch(verified.report, epoch);
  const parts = { accountId, issuer, epoch, report, statement, owed, bundle, bytes };
  if (owed === undefined || !debtsHold(report)) {
    const why = 'no proof was asked for, since the attestation does not hold';
    return withoutProof({ ...parts, report: notAsked(report, why) }, []);
  }
  const accountKey = link.customerKey.accountKey(epoch);
  const body = askForProofs(owed, accountId, accountKey);
  const answered = await site.post(`api/v1/epochs/${epoch}/proofs`, body, MOST_ANSWER);
  if (answered === undefined) {
    const why = `the exchange hands out no proofs of epoch ${epoch}, want this account's`;
    return withoutProof({ ...parts, accountKey, report: notAsked(report, why) }, []);
  }
  const whose = { accountId, accountKey, attestation: statement.id, epoch, issuer: owed.issuer };
  const { proof, unusable } = proofIn(answered, whose);
  if (unusable !== undefined) {
    const why = `an answer of the exchange's that cannot be read: ${unusable}`;
    return withoutProof({ ...parts, accountKey, report: notAsked(report, why) }, []);
  }
  if (proof === undefined) {
    const nothing = nothingFound(report, accountId);
    const assets = owed.assets.map(({ asset }) => asset);
    return withoutProof({ ...parts, accountKey, answered, report: nothing }, assets);
  }
  const found = withProof({ ...verified, report }, proof);
  return { ...parts, accountKey, answered, proof, before: report, ...found };
}

/** What the exchange answered, as this account's proof: none where it counts nothing. */
function proofIn(answered, whose) {
  try {
    const positions = readProofs(answered, whose.epoch);
    return positions.length === 0
      ? {}
      : { proof: makeAccountProof({ ...whose, bundle: undefined, positions }) };
  } catch (error) {
    if (error instanceof Malformed) {
      return { unusable: error.message };
    }
    throw error;
  }
}

/** Where there is nothing to fold. */
export function withoutProof(parts, without) {
  return { ...parts, before: parts.report, balances: [], without };
}
