/** The checks of the statement: who signed it, what it is, and until when it may be relied upon. */
import { Malformed } from '../malformed.js';
import { durationText } from '../duration.js';
import { signedBy } from '../envelope.js';
import { fail, pass } from '../report/finding.js';
import { digestOf, parseStatement, SOLVENCY, STATEMENT_TYPE } from '../statement.js';
import { seconds } from '../timestamp.js';
import { signersAt } from '../trust/root.js';

/** The keys are those of the newest root, at the index where the entry stands. */
export async function signatureFinding(envelope, root, index) {
  if (envelope.payloadType !== STATEMENT_TYPE) {
    return fail(
      'statement.signature',
      `envelope of another payload type, want ${STATEMENT_TYPE}`,
    );
  }
  const { keys, threshold } = signersAt(root, index);
  const { enough, signers, detail } = await signedBy(envelope, keys, threshold);
  return enough
    ? pass(
        'statement.signature',
        `${signers.length} of ${keys.length} statement keys signed`,
        ...signers.map((key) => `key ${key.id}`),
      )
    : fail('statement.signature', detail);
}

/**
 * The statement, or a finding of why there is none.
 *
 * @returns {{statement?: import('../statement.js').Statement,
 *   finding: import('../report/finding.js').Finding}}
 */
export function readForm(envelope, root) {
  let statement;
  try {
    statement = parseStatement(envelope.payload);
  } catch (error) {
    if (error instanceof Malformed) {
      return refused(`statement ${error.message}`);
    }
    throw error;
  }
  if (statement.issuer !== root.issuer) {
    return refused(`statement of ${statement.issuer}, want ${root.issuer}`);
  }
  if (statement.logOrigin !== root.logOrigin) {
    return refused(`statement for the log ${statement.logOrigin}, want ${root.logOrigin}`);
  }
  const finding = pass(
    'statement.form',
    `a statement of ${statement.issuer} for epoch ${statement.epoch}`,
    `id ${statement.id}`,
  );
  return { statement, finding };
}

function refused(sentence) {
  return { finding: fail('statement.form', sentence) };
}

/**
 * @param {import('../statement.js').Statement} statement
 * @param {string} now
 * @param {import('../policy/limits.js').Limits} limits
 * @param {boolean} witnessed whether a quorum of fresh cosignatures is there
 */
export function freshnessFinding({ asOf, nextDueBy }, now, limits, witnessed) {
  if (seconds(asOf) > seconds(now) + limits.skew) {
    return fail('freshness', `as of ${asOf}, want it past, and it is ${now}`);
  }
  if (seconds(nextDueBy) > seconds(asOf) + limits.interval) {
    const most = `at most ${durationText(limits.interval)} after ${asOf}`;
    return fail('freshness', `next due by ${nextDueBy}, want ${most}`);
  }
  if (nextDueBy < now) {
    return fail(
      'freshness',
      `the next statement was due by ${nextDueBy}, and it is ${now}`,
    );
  }
  return witnessed
    ? pass('freshness', `the next statement is due by ${nextDueBy}`)
    : fail(
        'freshness',
        `no quorum of cosignatures younger than ${durationText(limits.cosignatureAge)}`,
      );
}
