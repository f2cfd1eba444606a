/** What the observers of the reader's policy signed, as far as a bundle brings it. */
import { signedBy } from '../envelope.js';
import { OBSERVATION_TYPE, parseObservation } from './observation.js';

/** @typedef {import('./pinned-block.js').PinnedBlock} PinnedBlock */

export class Observers {
  #signed;

  /** @type {number} how many of them have to agree */
  quorum;

  constructor(signed, quorum) {
    this.#signed = signed;
    this.quorum = quorum;
  }

  /**
   * Envelopes of others, or of other kinds, count for nothing. Words of the reader's own observers
   * that nobody can read are malformed.
   *
   * @param {import('../policy/policy.js').Policy} policy
   * @param {readonly import('../envelope.js').Envelope[]} envelopes
   */
  static async of(policy, envelopes) {
    const keys = policy.observers.map((observer) => observer.key);
    const signed = [];
    for (const envelope of envelopes) {
      if (envelope.payloadType === OBSERVATION_TYPE) {
        const { signers } = await signedBy(envelope, keys, 1);
        for (const key of signers) {
          signed.push({ observer: key.id, ...parseObservation(envelope.payload) });
        }
      }
    }
    return new Observers(signed, policy.observerQuorum);
  }

  /** Whether enough of them saw this very block. @param {PinnedBlock} block */
  confirm(block) {
    return this.#count((each) => each.block.text === block.text) >= this.quorum;
  }

  /** Whether any of them saw another block of that number. @param {PinnedBlock} block */
  contradict(block) {
    return this.#signed.some(
      ({ block: seen }) =>
        seen.block.chain.text === block.block.chain.text &&
        seen.block.number === block.block.number &&
        seen.text !== block.text,
    );
  }

  /** How many of them saw these units at this block. */
  saw(block, place, units) {
    return this.#count(
      (each) => each.block.text === block.text && each.unitsByPlace.get(place) === units,
    );
  }

  /** Whether any of them saw other units at this block. */
  deny(block, place, units) {
    return this.#signed.some(
      (each) =>
        each.block.text === block.text &&
        each.unitsByPlace.has(place) &&
        each.unitsByPlace.get(place) !== units,
    );
  }

  /** The time of every block that enough of them saw, by the block's text. */
  blocks() {
    const seen = this.#signed.map(({ block }) => block).filter((block) => this.confirm(block));
    return new Map(seen.map(({ block, time }) => [block.ref.text, time]));
  }

  #count(says) {
    return new Set(this.#signed.filter(says).map((each) => each.observer)).size;
  }
}
