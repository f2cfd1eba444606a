/**
 * What a verification found: every check, each once, in their order, and the verdict that follows
 * (docs/spec/report.md). The verdict is computed from the checks here and nowhere else, so that no
 * part of the page can be milder than another.
 */
import { jsonLimits, jsonObject, printJson } from '../json.js';
import { CHECKS, worse } from './checks.js';
import { basisPoints } from './coverage.js';
import { notRun, verdictOf } from './finding.js';

const LIMITS = jsonLimits(16 << 20, 16, 1_000_000);

/**
 * `issuer` and `epoch` say whose attestation it is, where that could be read; `now` is the time that
 * was given to the verification; `coverage` has an entry for each asset that is owed, where the
 * manifests could be read.
 *
 * @typedef {object} Report
 * @property {string | undefined} issuer
 * @property {number | undefined} epoch
 * @property {string} now
 * @property {readonly import('./finding.js').Finding[]} findings
 * @property {readonly import('./coverage.js').Coverage[]} coverage
 * @property {string} verdict the worst of what the findings come to
 */

/**
 * The findings of one verification as they come; each check once. A test extends it to skip a check.
 */
export class Findings {
  #found = new Map();

  /** @param {...import('./finding.js').Finding} findings */
  add(...findings) {
    for (const finding of findings) {
      if (this.#found.has(finding.check)) {
        throw new Error(`${finding.check} was made twice`);
      }
      this.#found.set(finding.check, finding);
    }
  }

  passed(check) {
    return this.#found.get(check)?.result === 'pass';
  }

  /** Every check; what nobody came to was not run, and the verdict needs it. */
  all() {
    return CHECKS.map(
      (check) =>
        this.#found.get(check) ??
        notRun(check, 'not run, because a check that it builds on failed'),
    );
  }
}

/** @param {Omit<Report, 'verdict'>} parts @returns {Report} */
export function makeReport({ issuer, epoch, now, findings, coverage }) {
  const checks = findings.map((finding) => finding.check);
  if (checks.length !== CHECKS.length || !checks.every((check, i) => check === CHECKS[i])) {
    throw new RangeError(`findings of ${checks.join(', ')}, want every check in its order`);
  }
  return Object.freeze({
    issuer,
    epoch,
    now,
    findings: Object.freeze([...findings]),
    coverage: Object.freeze([...coverage]),
    verdict: findings.map(verdictOf).reduce(worse, 'VERIFIED'),
  });
}

/** @param {Report} report @param {string} check */
export function findingOf(report, check) {
  return report.findings.find((finding) => finding.check === check);
}

/** The report for programs: `solvent/report/v1`. @param {Report} report @returns {Uint8Array} */
export function printReport(report) {
  const json = jsonObject({
    coverage: report.coverage.map(coverageJson),
    epoch: report.epoch,
    findings: report.findings.map(jsonObject),
    format: 'solvent/report/v1',
    issuer: report.issuer,
    now: report.now,
    verdict: report.verdict,
  });
  return printJson(json, LIMITS);
}

function coverageJson(coverage) {
  return jsonObject({
    asset: coverage.asset.ticker,
    attested: String(coverage.attested),
    basisPoints: basisPoints(coverage),
    claimed: String(coverage.claimed),
    conditional: String(coverage.conditional),
    counted: String(coverage.counted),
    decimals: coverage.asset.decimals,
    liabilities: String(coverage.liabilities),
  });
}
