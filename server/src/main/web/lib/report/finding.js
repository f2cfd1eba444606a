/**
 * What one check found. `result` is `pass`, `fail`, `absent` (there is no such evidence, and the
 * policy does not ask for it) or `not run` (nobody looked, so it says nothing); `required`, whether
 * the verdict needs it to pass; `sentence` is in plain words, with what was found and what was
 * wanted; `evidence` is what it rests on, a line each.
 */
import { CHECKS, verdictWhenFailed } from './checks.js';

/**
 * @typedef {object} Finding
 * @property {string} check
 * @property {'pass' | 'fail' | 'absent' | 'not run'} result
 * @property {boolean} required
 * @property {string} sentence
 * @property {readonly string[]} evidence
 */

/** @returns {Finding} */
export function pass(check, sentence, ...evidence) {
  return finding(check, 'pass', true, sentence, evidence);
}

/** @returns {Finding} */
export function fail(check, sentence, ...evidence) {
  return finding(check, 'fail', true, sentence, evidence);
}

/** @returns {Finding} */
export function absent(check, sentence) {
  return finding(check, 'absent', false, sentence, []);
}

/** Of a check that the verdict needs, because what it wants was not there to be checked. */
export function notRun(check, sentence) {
  return finding(check, 'not run', true, sentence, []);
}

/** Of a check that is somebody else's to make. */
export function notOurs(check, sentence) {
  return finding(check, 'not run', false, sentence, []);
}

function finding(check, result, required, sentence, evidence) {
  if (!CHECKS.includes(check) || sentence.trim() === '') {
    throw new RangeError(`finding of ${check}: "${sentence}", want a known check and a sentence`);
  }
  return Object.freeze({ check, result, required, sentence, evidence: Object.freeze([...evidence]) });
}

/** What this finding alone would make of the verdict: anything but a pass keeps it down. */
export function verdictOf({ check, result, required }) {
  switch (result) {
    case 'pass':
    case 'absent':
      return 'VERIFIED';
    case 'fail':
      return verdictWhenFailed(check);
    default:
      return required ? 'FAILED' : 'VERIFIED';
  }
}
