/**
 * The check `solvency.report`: whether a published report is what follows from its files, byte for byte
 * (docs/spec/solvency-report.md section 8).
 */
import { digest } from '../hash.js';
import { Malformed } from '../malformed.js';
import { inputsProblem } from './inputs.js';
import { parseCommitments } from './report-sources.js';
import { printSolvencyReport, solvencyReport } from './report.js';

/**
 * `announces` is the digest of the policy by which the next report has to be made.
 *
 * @typedef {Readonly<{confirmed: true, announces: string,
 *     report: ReturnType<typeof solvencyReport>}>
 *   | Readonly<{confirmed: false, reason: 'INPUTS'|'POLICY'|'MALFORMED'|'DIFFERENT',
 *     sentence: string}>} SolvencyVerdict
 */

/**
 * @param {import('./inputs.js').SolvencyFiles & {announced?: string, published: Uint8Array}} given the
 *   files that the report names, read; `announced` is the digest of the policy that the report before
 *   this one announced, undefined for the first; `published` is the report, as it is attested
 * @returns {SolvencyVerdict}
 */
export function recompute({ announced, published, ...files }) {
  // 1. the files are of one exchange, epoch and moment, and make a report
  const problem = inputsProblem(files);
  if (problem !== undefined) {
    return refused('INPUTS', problem);
  }
  // 2. the policy is the one that was announced
  const policy = files.policy.sha256;
  if (announced !== undefined && announced !== policy) {
    return refused('POLICY', `policy ${policy}, want the announced ${announced}`);
  }
  // 3. the report announces a policy for the next, and may name what it has of risk
  let commitments;
  try {
    commitments = parseCommitments(published);
  } catch (error) {
    if (error instanceof Malformed) {
      return refused('MALFORMED', error.message);
    }
    throw error;
  }
  // 4. the same files make the same bytes
  const report = solvencyReport(files, commitments);
  const wanted = printSolvencyReport(report);
  const differs = mismatch(wanted, published);
  return differs === undefined
    ? Object.freeze({ confirmed: true, announces: commitments.announces, report })
    : refused(
        'DIFFERENT',
        `report ${digest(published)}, want ${digest(wanted)}, ` +
          `which differs from byte ${differs} on`,
      );
}

const refused = (reason, sentence) => Object.freeze({ confirmed: false, reason, sentence });

/** The first byte in which they differ; undefined where they do not. */
function mismatch(one, other) {
  const common = Math.min(one.length, other.length);
  for (let i = 0; i < common; i++) {
    if (one[i] !== other[i]) {
      return i;
    }
  }
  return one.length === other.length ? undefined : common;
}
