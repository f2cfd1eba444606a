/**
 * Whether one root may follow another, signatures aside. A root may close the open period at or above
 * the log size that it names, and add periods after it; of what has elapsed it changes nothing, or an
 * exchange could disown what it signed or let a new key sign the past.
 */
import { sameKeySet } from './key-set.js';

/**
 * @param {import('./root.js').TrustRoot} before
 * @param {import('./root.js').TrustRoot} next
 * @returns {string | undefined} why it may not follow, or nothing where it may
 */
export function successionRefusal(before, next) {
  if (next.version !== before.version + 1) {
    return `version ${next.version}, want ${before.version + 1}`;
  }
  if (next.previous !== before.id) {
    return `previous ${next.previous ?? 'absent'}, want ${before.id}`;
  }
  if (next.issuer !== before.issuer) {
    return `issuer ${next.issuer}, want ${before.issuer}`;
  }
  if (next.logOrigin !== before.logOrigin) {
    return `log origin ${next.logOrigin}, want ${before.logOrigin}, which never changes`;
  }
  if (next.logSize < before.logSize) {
    return `log size ${next.logSize}, want at least ${before.logSize}`;
  }
  return periodsRefusal(before.statements, next);
}

function periodsRefusal(before, next) {
  const after = next.statements;
  const open = before.length - 1;
  const elapsed = before.slice(0, open).every((period, i) => samePeriod(period, after[i]));
  if (after.length < before.length || !elapsed) {
    return 'elapsed periods that differ, want them as they were';
  }
  const was = before[open];
  const is = after[open];
  if (!sameKeySet(is.signers, was.signers)) {
    return `other signers from index ${was.from}, want the period closed, and a new one`;
  }
  if (is.to !== undefined && is.to < next.logSize) {
    return `a period closed at ${is.to}, want ${next.logSize} or above, the size of the log`;
  }
  return undefined;
}

function samePeriod(a, b) {
  return (
    b !== undefined && a.from === b.from && a.to === b.to && sameKeySet(a.signers, b.signers)
  );
}
