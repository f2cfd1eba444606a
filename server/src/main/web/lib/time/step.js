/**
 * The check `time.token`: every token that is there, not only the best of them. One that cannot be
 * judged here leaves the check open, and hides no failure of another.
 */
import { sha256 } from '../hash.js';
import { Malformed } from '../malformed.js';
import { absent, fail, notRun, pass } from '../report/finding.js';
import { seconds } from '../timestamp.js';
import { NOT_SUPPORTED } from './algorithms.js';
import { shownTime } from './times.js';
import { parseCertificate, parseTimeToken, verifyTimeToken } from './token.js';

const CHECK = 'time.token';
/** The reasons for which a token shows nothing here, and might elsewhere. */
const OPEN = ['CONSTRAINED', 'UNSUPPORTED'];

const NANOS = 1_000_000_000n;

/**
 * @param {{envelope: import('../envelope.js').Envelope, tokens: readonly Uint8Array[]}} bundle
 * @param {import('../statement.js').Statement} statement
 * @param {import('../policy/policy.js').Policy} policy
 * @returns {Promise<import('../report/finding.js').Finding>}
 */
export async function timeToken(bundle, statement, policy) {
  if (bundle.tokens.length === 0) {
    return policy.tokenRequired
      ? fail(CHECK, 'no time token, and the policy wants one')
      : absent(CHECK, 'no time token, and the policy wants none');
  }
  const imprint = sha256(bundle.envelope.bytes);
  const granted = [];
  let open;
  try {
    const roots = pinnedRoots(policy);
    for (const token of bundle.tokens) {
      const outcome = await outcomeOf(token, imprint, roots);
      if (OPEN.includes(outcome.reason)) {
        open = outcome.detail;
        continue;
      }
      if (!outcome.granted) {
        return fail(CHECK, outcome.detail);
      }
      const time = shownTime(outcome.genTime);
      if (!isNear(outcome, statement, policy)) {
        return fail(
          CHECK,
          `time token of ${time}, want it at most ${policy.limits.tokenDelay} s after ` +
            statement.asOf,
        );
      }
      granted.push(`${outcome.authority} at ${time}`);
    }
  } catch (error) {
    if (error instanceof Malformed) {
      return fail(CHECK, error.message);
    }
    throw error;
  }
  if (open !== undefined) {
    return notRun(CHECK, `a time token: ${open}`);
  }
  const tokens = granted.length === 1 ? 'time token' : 'time tokens';
  return pass(CHECK, `${granted.length} ${tokens} over this envelope`, ...granted);
}

async function outcomeOf(token, imprint, roots) {
  try {
    return await verifyTimeToken(parseTimeToken(token), imprint, roots);
  } catch (error) {
    if (error.name === NOT_SUPPORTED) {
      return { granted: false, reason: 'UNSUPPORTED', detail: 'an algorithm that this browser lacks' };
    }
    throw error;
  }
}

function pinnedRoots({ tokenRoots }) {
  try {
    return tokenRoots.map(parseCertificate);
  } catch (error) {
    throw error instanceof Malformed
      ? new Malformed('policy: a token root that is no certificate, want DER')
      : error;
  }
}

/**
 * The entry is made after the moment that it is about, and not long after, at its authority's worst.
 */
function isNear({ genTime, accuracy }, { asOf }, { limits }) {
  const start = BigInt(seconds(asOf)) * NANOS;
  return genTime >= start && genTime + accuracy <= start + BigInt(limits.tokenDelay) * NANOS;
}
