/**
 * How a customer asks for the proofs of one epoch (docs/spec/api.md, section 2): by locators, which
 * only they and the exchange can compute. Nothing of the answer is believed: it is folded to the
 * attested root.
 */
import { hex } from '../bytes.js';
import { readFields } from '../fields.js';
import { jsonLimits, jsonObject, printJson } from '../json.js';
import { assetTag, locator } from '../merkle/hashes.js';
import { MAX_ASSETS } from './manifest.js';
import { MAX_POSITIONS, readPosition } from './account-proof.js';

const ASKED = jsonLimits(400_000, 4, 3 * MAX_ASSETS + 10);
const ANSWERED = jsonLimits(16 << 20, 16, 400_000);

/**
 * The body that asks for this account's leaf in each attested asset. It is as secret as the locators
 * in it: it stands in no address and no log.
 *
 * @param {import('./manifest.js').LiabilitiesManifest} manifest
 * @param {string} accountId
 * @param {import('../merkle/secrets.js').AccountKey} accountKey of the manifest's epoch
 */
export function askForProofs({ issuer, epoch, assets }, accountId, accountKey) {
  const locators = assets.map(({ asset }) =>
    jsonObject({
      asset: asset.ticker,
      locator: hex(locator(accountKey, accountId, assetTag(issuer, epoch, asset))),
    }),
  );
  return printJson(jsonObject({ locators }), ASKED);
}

/**
 * The positions of an answer; none where nothing is counted under these locators.
 *
 * @param {Uint8Array} bytes
 * @param {number} epoch the one that was asked for
 * @returns {readonly import('../merkle/inclusion.js').InclusionProof[]}
 */
export function readProofs(bytes, epoch) {
  return readFields(bytes, ANSWERED, (fields) => {
    fields.integer('epoch', epoch, epoch);
    return fields.list('proofs', 0, MAX_POSITIONS, readPosition);
  });
}
