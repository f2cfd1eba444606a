/**
 * The steps of a customer with a link (docs/spec/account-link.md, section 3): the account key of an
 * epoch, with it a locator for each attested asset, the proofs behind these, and the attestation
 * verified with them. Key and locators are in memory and in one request's body, nowhere else.
 */
import { askForProofs, readProofs } from '../lib/liabilities/by-locator.js';
import { makeAccountProof } from '../lib/liabilities/account-proof.js';
import { Malformed } from '../lib/malformed.js';
import { NotPublished } from './reader.js';

const MOST_ANSWER = 16 << 20;

/** The exchange counts nothing under this link. */
export class NothingCounted extends Malformed {}

/**
 * Checks one epoch, or the newest.
 *
 * @param {object} given
 * @param {ReturnType<import('./reader.js').openReader>} given.reader
 * @param {ReturnType<import('./site.js').openSite>} given.site
 * @param {import('../lib/liabilities/link.js').AccountLink} given.link
 * @param {number} [given.epoch]
 */
export async function claims({ reader, site, link, epoch }) {
  const bundle = await reader.bundleOf(epoch);
  const { owed, statement } = await reader.verify(bundle);
  if (owed === undefined) {
    throw new NotPublished('the attestation cannot be relied upon, so there is nothing to compare with');
  }
  const accountKey = link.customerKey.accountKey(owed.epoch);
  const answer = await site.post(
    `api/v1/epochs/${owed.epoch}/proofs`,
    askForProofs(owed, link.accountId, accountKey),
    MOST_ANSWER,
  );
  const positions = readProofs(answer, owed.epoch);
  if (positions.length === 0) {
    throw new NothingCounted(`nothing is counted for this account in epoch ${owed.epoch}`);
  }
  const proof = makeAccountProof({
    accountId: link.accountId,
    accountKey,
    attestation: statement.id,
    bundle: undefined,
    epoch: owed.epoch,
    issuer: owed.issuer,
    positions,
  });
  const verified = await reader.verify(bundle, { claim: { proof, expected: [] } });
  return { verified, positions: positions.map(shown) };
}

const shown = ({ asset, balance }) => ({
  asset: asset.ticker,
  decimals: asset.decimals,
  balance,
});
