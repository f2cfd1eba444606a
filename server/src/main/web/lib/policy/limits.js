/** How old, how far apart and how short things may be. */

const MOST_COVERAGE = 1_000_000;
const LONGEST = 10_000 * 86_400;

/**
 * All but `coverage` are whole seconds: the age of the cosignature that completes a quorum; the least
 * coverage, in ten-thousandths; from one attestation's `asOf` to the next one's due date; the age of
 * a signature over a challenge; between the times of both manifests and of the pinned blocks; from
 * `asOf` to a time token.
 *
 * @typedef {object} Limits
 * @property {number} cosignatureAge
 * @property {number} coverage
 * @property {number} interval
 * @property {number} ownershipAge
 * @property {number} skew
 * @property {number} tokenDelay
 */

/** @returns {Limits} */
export function readLimits(fields) {
  const seconds = (name) => fields.integer(name, 0, LONGEST);
  return Object.freeze({
    cosignatureAge: seconds('cosignatureAge'),
    coverage: fields.integer('coverage', 1, MOST_COVERAGE),
    interval: seconds('interval'),
    ownershipAge: seconds('ownershipAge'),
    skew: seconds('skew'),
    tokenDelay: seconds('tokenDelay'),
  });
}

/** The stricter of the two in everything. @param {Limits} one @param {Limits} other */
export function stricterLimits(one, other) {
  const shorter = (name) => Math.min(one[name], other[name]);
  return Object.freeze({
    cosignatureAge: shorter('cosignatureAge'),
    coverage: Math.max(one.coverage, other.coverage),
    interval: shorter('interval'),
    ownershipAge: shorter('ownershipAge'),
    skew: shorter('skew'),
    tokenDelay: shorter('tokenDelay'),
  });
}
