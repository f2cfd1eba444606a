/**
 * The files that a published solvency report says it follows from, by digest. It says so; that it
 * does is for the check to find.
 */
import { parseHash } from '../hash.js';
import { parseJson } from '../json.js';
import { Malformed } from '../malformed.js';
import { REPORT_LIMITS } from './report.js';

/**
 * @typedef {object} ReportSources
 * @property {string} policy by which the report was made
 * @property {string} prices
 * @property {string} [terms]
 * @property {string} announces the policy of the next report
 */

/** @param {Uint8Array} published @returns {ReportSources} */
export function parseReportSources(published) {
  const report = parseJson(published, REPORT_LIMITS);
  const inputs = member(report, 'inputs');
  return Object.freeze({
    policy: needed(inputs, 'inputs.policy', 'policy'),
    prices: needed(inputs, 'inputs.prices', 'prices'),
    terms: digest(inputs, 'terms'),
    announces: needed(report, 'announces', 'announces'),
  });
}

/** What has to be read beside the manifests. @param {ReportSources} sources */
export function filesToRead({ policy, prices, terms }) {
  return [policy, prices, terms].filter((each) => each !== undefined);
}

function needed(of, path, name) {
  const found = digest(of, name);
  if (found === undefined) {
    throw new Malformed(`report without ${path}.sha256, want it`);
  }
  return found;
}

function digest(of, name) {
  const text = member(member(of, name), 'sha256');
  return typeof text === 'string' ? parseHash(text) : undefined;
}

const member = (of, name) => (of instanceof Map ? of.get(name) : undefined);
