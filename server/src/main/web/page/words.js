/**
 * What a customer is told first, as names of texts: the same distinctions as `solvent-verify check`
 * makes. "Counted" stands where the balance was found in the total that the pinned keys signed, and
 * nowhere else.
 */
import { faultsOf } from './account.js';
import { isCounted, isNothingFound, isSignedNothing } from './checked.js';

/** Whether every balance folds, though it may not be what the customer expects. */
const folds = ({ balances }) => balances.length > 0 && balances.every(({ counted }) => counted);

/**
 * The first line; the account that it is for always stands in it.
 *
 * @param {{checked: import('./checked.js').Checked, link?: import('./account.js').LinkChecked}} found
 * @returns {{key: string, values: Record<string, unknown>}} `values.epochs` are numbers
 */
export function headline({ checked, link }) {
  const { accountId: account, issuer } = checked;
  const said = (key, more = {}) => ({ key: `check.head.${key}`, values: { account, issuer, ...more } });
  if (account === undefined) {
    return said(`alone.${checked.report.verdict}`);
  }
  const faults = link === undefined ? [] : faultsOf(link);
  if (faults.length > 0 && checked.report.verdict !== 'FAILED') {
    const epochs = faults.map((each) => each.epoch).sort((a, b) => a - b);
    return said(faults.every(isNothingFound) ? 'leftOut' : 'notShownIn', { epochs, n: epochs.length });
  }
  switch (checked.report.verdict) {
    case 'VERIFIED':
      return said(isSignedNothing(checked) ? 'signedNothing' : 'counted');
    case 'STALE':
      return said(isSignedNothing(checked) ? 'staleNothing' : 'stale');
    case 'SHORT':
      return said(isSignedNothing(checked) ? 'shortNothing' : 'short');
    default:
      return said(failedKey(checked));
  }
}

function failedKey(checked) {
  if (isCounted(checked)) {
    return 'unreliable';
  }
  if (folds(checked)) {
    return 'notExpected';
  }
  return isNothingFound(checked) ? 'nothing' : 'notShown';
}

/** What a verdict that is not FAILED proves; undefined where nothing is proven. */
export function meaning({ checked, link }) {
  const { verdict } = checked.report;
  const failed = verdict === 'FAILED' || (link !== undefined && faultsOf(link).length > 0);
  if (failed || checked.accountId === undefined) {
    return undefined;
  }
  return isSignedNothing(checked) ? 'check.means.nothing' : `check.means.${verdict}`;
}

/** Where the way back ended, and why; its time where the pinned keys signed one. */
function endOf(end) {
  const { epoch, statement, unread } = end;
  if (isNothingFound(end)) {
    return [{ key: 'check.end.nothing', values: { epoch, asOf: statement.asOf } }];
  }
  const key = unread === undefined ? 'check.end.unsigned' : `check.unread.${unread}`;
  const why =
    statement === undefined
      ? { key, values: { epoch } }
      : { key: 'check.end.failed', values: { epoch, asOf: statement.asOf } };
  return [why, { key: 'check.end.ask', values: {} }];
}

/** What came of the epochs before the newest; each a line. @param {import('./account.js').LinkChecked} link */
export function history({ earlier, range, end, left, newest }) {
  const lines = [];
  const good = earlier.filter(({ report }) => report.verdict !== 'FAILED');
  if (good.length === earlier.length && earlier.length > 0) {
    lines.push({ key: 'check.earlier.counted', values: { n: earlier.length, from: earlier.at(-1).epoch } });
  }
  if (range.kind === 'since') {
    lines.push({ key: 'check.earlier.since', values: { last: range.last } });
  } else if (range.kind === 'counted' && earlier.at(-1)?.epoch === 1) {
    lines.push({ key: 'check.earlier.first', values: {} });
  }
  if (end !== undefined) {
    lines.push(...endOf(end));
  }
  if (left > 0) {
    lines.push({ key: 'check.earlier.left', values: { n: left, of: newest.epoch } });
  }
  return lines;
}
