/**
 * What the checks of one attestation came to for one customer. An attestation is verified without the
 * customer first; what is checked of theirs is then one finding in the place of another. So no key
 * and no locator is used before the debts hold, and a balance that the customer enters is compared
 * without asking anybody again.
 */
import { Malformed } from '../lib/malformed.js';
import { shareOf } from '../lib/verify/liabilities-step.js';
import { fail, notRun } from '../lib/report/finding.js';
import { Findings, findingOf, makeReport } from '../lib/report/report.js';
import { expectsNothing, parseExpected } from '../lib/liabilities/expected.js';

const INCLUSION = 'liabilities.inclusion';
const RECEIPT = 'receipt.signature';

/** What the debts that an attestation states rest on. */
const DEBTS = [
  'trust.root',
  'log.checkpoint',
  'log.witnesses',
  'log.inclusion',
  'statement.signature',
  'statement.form',
  'liabilities.manifest',
];

/**
 * `bytes` is the bundle as it was fetched or dropped, kept where it may be saved; `proof` what the
 * customer holds, absent where nothing is counted; `answered` the exchange's answer to the locators;
 * `unread` is there where an epoch that the log counts is not published, or cannot be read.
 *
 * @typedef {object} Checked
 * @property {string} accountId
 * @property {string} issuer
 * @property {number} epoch
 * @property {import('../lib/report/report.js').Report} report
 * @property {import('../lib/statement.js').Statement} [statement]
 * @property {import('../lib/liabilities/manifest.js').LiabilitiesManifest} [owed]
 * @property {readonly {asset: {ticker: string, decimals: number}, units: bigint,
 *     counted: boolean}[]} balances
 * @property {readonly {ticker: string, decimals: number}[]} without
 * @property {import('../lib/liabilities/inclusion.js').InclusionOutcome} [share]
 * @property {import('../lib/liabilities/account-proof.js').AccountProof} [proof]
 * @property {import('../lib/merkle/secrets.js').AccountKey} [accountKey]
 * @property {Uint8Array} [answered]
 * @property {import('../lib/report/report.js').Report} before the report that nothing was compared in
 * @property {Uint8Array} [receipt] the customer's own receipt, its bytes
 * @property {import('../lib/bundle.js').Bundle} [bundle]
 * @property {Uint8Array} [bytes]
 * @property {'missing' | 'malformed'} [unread]
 */

/** Whether the debts are those that this issuer signed, in the log that everybody sees. */
export function debtsHold(report) {
  const result = (check) => findingOf(report, check).result;
  return (
    DEBTS.every((check) => result(check) === 'pass') &&
    ['pass', 'absent'].includes(result('log.consistency'))
  );
}

/**
 * The report with one finding in the place of another. A check that failed stays failed: what is
 * added makes a report worse and never better.
 */
export function amended(report, finding) {
  const findings = report.findings.map((each) =>
    each.check === finding.check && each.result !== 'fail' ? finding : each,
  );
  return makeReport({ ...report, findings });
}

/** The report where the statement is of another epoch than was asked for. */
export function ofEpoch(report, epoch) {
  return report.epoch === undefined || report.epoch === epoch
    ? report
    : amended(
        report,
        fail('statement.form', `a statement for epoch ${report.epoch}, want ${epoch}`),
      );
}

/** A report of an attestation that could not be read, or is not there. */
export function unreadable(issuer, epoch, now, sentence) {
  const report = makeReport({ issuer, epoch, now, findings: new Findings().all(), coverage: [] });
  return amended(report, fail('statement.form', sentence));
}

/**
 * What a customer's proof comes to under an attestation that was verified without them.
 *
 * @param {import('../lib/verification.js').Verified} verified
 * @param {import('../lib/liabilities/account-proof.js').AccountProof} proof
 * @param {readonly import('../lib/liabilities/expected.js').ExpectedBalance[]} [expected]
 */
export function withProof({ report, statement, owed }, proof, expected = []) {
  if (statement === undefined || owed === undefined) {
    const finding = notRun(INCLUSION, 'not run, because a check that it builds on failed');
    return { report: amended(report, finding), balances: proof.positions.map(notCounted), without: [] };
  }
  const { finding, outcome } = shareOf(statement, owed, { proof, expected });
  // A position counts where the debts that it is counted in are the signed ones, and where it is of
  // this attestation: what folds in another one shows nothing here.
  const ours = debtsHold(report) && outcome !== undefined && isOf(proof, statement);
  return {
    report: amended(report, finding),
    share: outcome,
    balances: proof.positions.map((position, i) => ({
      ...notCounted(position),
      counted: ours && outcome.positions[i].verdict.reason === undefined,
    })),
    without: ours ? outcome.notCounted : [],
  };
}

const notCounted = ({ asset, balance }) => ({ asset, units: balance, counted: false });

const isOf = (proof, statement) =>
  proof.issuer === statement.issuer && proof.epoch === statement.epoch;

/** The finding where the exchange found nothing under the customer's locators. */
export function nothingFound(report, accountId) {
  return amended(
    report,
    fail(INCLUSION, `no balance of ${accountId} is counted, want at least one`),
  );
}

/** The finding where nobody was asked, or nobody answered. */
export function notAsked(report, sentence) {
  return amended(report, notRun(INCLUSION, sentence));
}

/** Whether what the customer is owed is in the total, whatever else fails. */
export function isCounted({ report, balances }) {
  return (
    balances.length > 0 &&
    balances.every(({ counted }) => counted) &&
    findingOf(report, INCLUSION).result === 'pass'
  );
}

/** Whether the exchange signed that it owes this customer nothing, and stands by that. */
export function isSignedNothing({ report, proof }) {
  return proof === undefined && findingOf(report, RECEIPT).result === 'pass';
}

/** Whether the exchange answered that it counts nothing for this customer. */
export function isNothingFound({ report, proof }) {
  return proof === undefined && findingOf(report, INCLUSION).result === 'fail';
}

/**
 * The same compared with what the customer says they have. It is undone by comparing with nothing.
 *
 * @param {Checked} checked
 * @param {readonly import('../lib/liabilities/expected.js').ExpectedBalance[]} expected
 * @returns {Checked}
 */
export function compared(checked, expected) {
  if (checked.proof !== undefined) {
    return { ...checked, ...withProof({ ...checked, report: checked.before }, checked.proof, expected) };
  }
  const missed = expected.find((balance) => !expectsNothing(balance));
  const report =
    missed === undefined
      ? checked.before
      : amended(
          checked.before,
          fail(INCLUSION, `${missed.asset}: no position, want ${missed.text}`),
        );
  return { ...checked, report };
}

/** What a reader writes for a balance: `1 234.5`, `1234,5` and `１２３４` are no surprises. */
export function readExpected(ticker, written, decimal = '.') {
  const plain = written.normalize('NFKC').replace(/[\s'’_]/gu, '');
  const text = decimal === ',' ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  if (text === '') {
    throw new Malformed('no number, want one');
  }
  const [whole, ...rest] = text.split('.');
  return parseExpected(`${ticker}=${[whole.replace(/^0+(?=\d)/, '') || '0', ...rest].join('.')}`);
}
