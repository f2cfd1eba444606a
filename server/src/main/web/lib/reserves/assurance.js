/** Whether a holding reaches the assurance that it declares, by its evidence alone. */
import { parseUtxoEvidence } from '../bitcoin/utxo-evidence.js';
import { placeOf } from '../caip/asset.js';
import { parseEnvelope, signedBy } from '../envelope.js';
import { parseEvmEvidence } from '../evm/evidence.js';
import { evmCheck } from '../evm/holding.js';
import { sameAsset } from '../names.js';
import { Failure, parseEvidence, readEvidence, requireThere } from './evidence.js';
import { CUSTODIAN_TYPE, parseCustodianStatement } from './observation.js';

/**
 * @typedef {import('./manifest.js').Holding} Holding
 * @typedef {import('./pinned-block.js').PinnedBlock} PinnedBlock
 */

export class AssuranceCheck {
  #statement;
  #blobs;
  #observers;
  #known;
  #custodians;
  #checkEvm;

  /**
   * @param {import('../policy/policy.js').Policy} policy
   * @param {import('../statement.js').Statement} statement
   * @param {import('../blobs.js').Blobs} blobs
   * @param {import('./observers.js').Observers} observers
   */
  constructor(policy, statement, blobs, observers) {
    this.#statement = statement;
    this.#blobs = blobs;
    this.#observers = observers;
    this.#known = new Map(policy.assets.map((known) => [known.asset.decoded, known]));
    this.#custodians = policy.custodians.map((custodian) => custodian.key);
    const withRule = policy.assets.filter((known) => known.token !== undefined);
    this.#checkEvm = evmCheck(new Map(withRule.map(({ asset, token }) => [asset.decoded, token])));
  }

  /** @param {Holding} holding */
  knows(holding) {
    return this.#known.has(holding.asset.decoded);
  }

  /**
   * Throws where it does not; hands on the outputs that the holding is made of, on a chain where
   * outputs are held.
   *
   * @param {Holding} holding
   * @param {PinnedBlock} block
   * @returns {Promise<readonly import('../bitcoin/utxo-evidence.js').Outpoint[]>}
   */
  async require(holding, block) {
    requireThere(this.#blobs, holding.evidence);
    this.#requireKnownAs(holding);
    switch (holding.assurance) {
      case 'proven':
        this.#requireProof(holding, block);
        return [];
      case 'observed': {
        const outputs = holding.account.chain.isEvm ? [] : this.#outputs(holding, block);
        this.#requireObservers(holding, block);
        return outputs;
      }
      case 'attested':
        await this.#requireCustodian(holding);
        return [];
      default:
        return []; // nothing is declared that could be missed
    }
  }

  /** An asset that the reader does not know is no failure: it counts as claimed. */
  #requireKnownAs({ asset, countsAs }) {
    const covers = this.#known.get(asset.decoded)?.covers;
    if (covers !== undefined && !sameAsset(covers, countsAs)) {
      throw new Failure(
        `counts as ${countsAs.ticker} with ${countsAs.decimals} decimals, ` +
          `want ${covers.ticker} with ${covers.decimals}`,
      );
    }
  }

  #requireProof(holding, block) {
    const shown = this.#checkEvm(readEvidence(this.#blobs, holding.evidence, parseEvmEvidence));
    if (!shown.shown) {
      throw new Failure(shown.detail);
    }
    const sameBlock =
      shown.block.text === block.block.ref.text &&
      shown.number === block.block.number &&
      shown.time === block.time;
    if (!sameBlock) {
      const found = `block ${shown.number}, ${shown.block.hashText} of ${shown.time}`;
      throw new Failure(
        `evidence from ${found}, want ${block.text}`,
        true,
      );
    }
    if (placeOf(shown.account, shown.asset) !== placeOf(holding.account, holding.asset)) {
      throw new Failure(`evidence of ${shown.asset.text} in ${shown.account.text}`);
    }
    if (shown.units !== holding.units) {
      throw new Failure(`proven units ${shown.units}, declared ${holding.units}`);
    }
  }

  #requireObservers(holding, block) {
    const place = placeOf(holding.account, holding.asset);
    if (this.#observers.deny(block, place, holding.units)) {
      throw new Failure(`an observer of the reader's saw other units than ${holding.units}`);
    }
    const saw = this.#observers.saw(block, place, holding.units);
    if (saw < this.#observers.quorum) {
      throw new Failure(
        `${saw} of the reader's observers saw ${holding.units}, want ${this.#observers.quorum}`,
      );
    }
  }

  /** Bitcoin holdings are listed output by output. */
  #outputs(holding, block) {
    if (holding.evidence === undefined) {
      throw new Failure('its outputs are not listed, want evidence that does');
    }
    const listed = readEvidence(this.#blobs, holding.evidence, parseUtxoEvidence);
    const same =
      listed.block.text === block.block.ref.text &&
      listed.account.decoded === holding.account.decoded &&
      listed.units === holding.units;
    if (!same) {
      throw new Failure(
        `outputs of ${listed.units} in ${listed.account.text} at ${listed.block.text}, ` +
          "want the holding's",
      );
    }
    return listed.outpoints;
  }

  async #requireCustodian(holding) {
    const envelope = readEvidence(this.#blobs, holding.evidence, parseEnvelope);
    const signed =
      envelope.payloadType === CUSTODIAN_TYPE &&
      (await signedBy(envelope, this.#custodians, 1)).enough;
    if (!signed) {
      throw new Failure("no custodian of the reader's policy signed it");
    }
    const stated = parseEvidence(envelope.payload, parseCustodianStatement);
    const { issuer, epoch, asOf } = this.#statement;
    const same =
      stated.issuer === issuer &&
      stated.epoch === epoch &&
      stated.asOf === asOf &&
      stated.holding.place === placeOf(holding.account, holding.asset) &&
      stated.holding.units === holding.units;
    if (!same) {
      const { units, asset, account } = stated.holding;
      throw new Failure(
        `the custodian signed ${units} of ${asset.text} in ${account.text} for ` +
          `${stated.issuer}, epoch ${stated.epoch}, want this holding of this statement`,
      );
    }
  }
}
