/** The check `time.skew`: all that an attestation is about was at one time, as near as may be. */
import { fail, pass } from '../report/finding.js';
import { seconds } from '../timestamp.js';

/**
 * Both manifests have the statement's time, so the blocks' times are compared with that.
 *
 * @param {{asOf: string}} owed
 * @param {{asOf: string, chains: readonly {time: string}[]}} held
 * @param {import('../policy/limits.js').Limits} limits
 */
export function skewFinding(owed, held, limits) {
  const times = [owed.asOf, held.asOf, ...held.chains.map((pinned) => pinned.time)].map(seconds);
  const found = Math.max(...times) - Math.min(...times);
  const sentence = `all times within ${found} s of one another`;
  return found <= limits.skew
    ? pass('time.skew', sentence)
    : fail('time.skew', `${sentence}, want at most ${limits.skew}`);
}
