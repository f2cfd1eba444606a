/**
 * The files that a published solvency report says it follows from, and those that it commits to, by
 * digest. It says so; that it does is for the check to find.
 */
import { parseHash } from '../hash.js';
import { parseJson } from '../json.js';
import { Malformed } from '../malformed.js';
import { REPORT_LIMITS } from './report.js';

/**
 * What does not follow from the report's integers: whoever recomputes it takes these digests as they
 * stand.
 *
 * @typedef {object} Commitments
 * @property {string} announces the policy of the next report
 * @property {string} [history] the daily prices by which the figures of risk were made
 * @property {string} [positions] the contracts that they have in them
 * @property {string} [risk] the figures themselves, which only Java's arithmetic recomputes
 */

/** @param {Uint8Array} published @returns {Commitments} */
export function parseCommitments(published) {
  const report = parseJson(published, REPORT_LIMITS);
  const announces = digest(report, 'announces');
  if (announces === undefined) {
    throw without('announces');
  }
  const inputs = member(report, 'inputs');
  return Object.freeze({
    announces,
    history: digest(inputs, 'history'),
    positions: digest(inputs, 'positions'),
    risk: digest(report, 'risk'),
  });
}

/**
 * @typedef {object} ReportSources
 * @property {string} policy by which the report was made
 * @property {string} prices
 * @property {string} [terms]
 * @property {Commitments} commitments
 */

/** @param {Uint8Array} published @returns {ReportSources} */
export function parseReportSources(published) {
  const commitments = parseCommitments(published);
  const inputs = member(parseJson(published, REPORT_LIMITS), 'inputs');
  return Object.freeze({
    policy: needed(inputs, 'policy'),
    prices: needed(inputs, 'prices'),
    terms: digest(inputs, 'terms'),
    commitments,
  });
}

/** What has to be read beside the manifests. @param {ReportSources} sources */
export function filesToRead({ policy, prices, terms, commitments }) {
  const { history, positions, risk } = commitments;
  return [policy, prices, terms, history, positions, risk].filter((each) => each !== undefined);
}

function needed(inputs, name) {
  const found = digest(inputs, name);
  if (found === undefined) {
    throw new Malformed(`report without inputs.${name}.sha256, want it`);
  }
  return found;
}

function digest(of, name) {
  const named = member(of, name);
  if (named === undefined) {
    return undefined;
  }
  const text = member(named, 'sha256');
  if (typeof text !== 'string') {
    throw without(name);
  }
  return parseHash(text);
}

function without(name) {
  const file = name === 'announces' ? "the next policy's" : "the file's";
  return new Malformed(`report without ${name}.sha256, want ${file} digest`);
}

const member = (of, name) => (of instanceof Map ? of.get(name) : undefined);
