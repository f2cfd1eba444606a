/**
 * The steps of a customer with a link (docs/spec/account-link.md, sections 3 and 4): the newest epoch
 * as of now, and before it every one since the last that this browser accepted with the link, each as
 * of its own time. An exchange that counts each half of its customers on alternate days is caught by
 * the half left out. Key and locators are in memory and in one request's body, nowhere else.
 */
import { parseBundle } from '../lib/bundle.js';
import { utf8 } from '../lib/bytes.js';
import { digest } from '../lib/hash.js';
import { Contradiction } from '../lib/log/tiles.js';
import { Malformed, readOrNone } from '../lib/malformed.js';
import { besideBundle } from '../lib/published/beside-bundle.js';
import { NotPublished, publishedLog } from '../lib/published/log.js';
import { bundlePath } from '../lib/published/paths.js';
import { fail, pass } from '../lib/report/finding.js';
import { parseStatement } from '../lib/statement.js';
import { verify } from '../lib/verification.js';
import { amended, debtsHold, isCounted, unreadable } from './checked.js';
import { linkedShare, withoutProof } from './linked-share.js';

const MOST_BUNDLE = 512 << 20;

/** How many epochs are looked at before the reader is asked whether to go on. */
export const AT_ONCE = 30;

const CONSISTENCY = 'log.consistency';

/**
 * What a link came to. `range` is `since` where this browser accepted an epoch before, whose number
 * is `last`; `counted` where it goes back as far as the customer is counted; `alone` where the newest
 * does not hold, so that nothing older can be compared with it. `end` is the first, going back, that
 * was not accepted on a way without a known beginning; `left` how many older ones were not looked at.
 *
 * @typedef {object} LinkChecked
 * @property {import('./checked.js').Checked} newest
 * @property {readonly import('./checked.js').Checked[]} earlier
 * @property {{kind: 'since' | 'counted' | 'alone', last?: number}} range
 * @property {import('./checked.js').Checked} [end]
 * @property {number} left
 */

/** Those of the earlier ones that were not accepted. @param {LinkChecked} link */
export function faultsOf({ earlier }) {
  return earlier.filter(({ report }) => report.verdict === 'FAILED');
}

/** One that was late or short says how it was then; the newest says how it is. */
export function verdictOfLink(link) {
  return faultsOf(link).length > 0 ? 'FAILED' : link.newest.report.verdict;
}

/**
 * @param {object} given
 * @param {ReturnType<import('./reader.js').openReader>} given.reader
 * @param {ReturnType<import('./site.js').openSite>} given.site
 * @param {ReturnType<import('./memory.js').openMemory>} given.memory
 * @param {() => string} given.now
 * @param {import('../lib/liabilities/link.js').AccountLink} given.link
 */
export function openAccount({ reader, site, memory, now, link }) {
  const log = publishedLog(site.files);
  const key = `accepted.${linkHash(link)}`;
  let trusted;

  /**
   * Checks the newest, and those before it.
   *
   * @param {(done: number, of: number, epoch: number) => void} [progress]
   * @returns {Promise<LinkChecked>}
   */
  const check = async (progress = () => {}) => {
    trusted = await reader.trust();
    const { epoch, bytes, verified } = await reader.newest();
    let newest = await share(epoch, verified, bytes);
    if (!debtsHold(newest.report)) {
      return { newest, earlier: [], range: { kind: 'alone' }, left: 0 };
    }
    const last = readEpochNumber(memory.get(key));
    if (last !== undefined && last > epoch) {
      newest = goesBack(newest, epoch, last);
    }
    const range = last === undefined ? { kind: 'counted' } : { kind: 'since', last };
    const checked = await back({ newest, earlier: [], range, left: leftOf(range, epoch) }, progress);
    if (verdictOfLink(checked) !== 'FAILED') {
      accept(epoch);
    }
    return checked;
  };

  /** An earlier one than is known, by another tab, changes nothing. */
  const accept = (epoch) => {
    if (epoch > (readEpochNumber(memory.get(key)) ?? 0)) {
      memory.put(key, String(epoch));
    }
  };

  /** Goes on where the last look ended. @param {LinkChecked} checked @returns {Promise<LinkChecked>} */
  const back = async (checked, progress = () => {}) => {
    const open = checked.range.kind === 'counted';
    if (checked.end !== undefined || (open && !isCounted(checked.newest))) {
      return { ...checked, left: 0 };
    }
    const earlier = [...checked.earlier];
    const of = open ? Math.min(checked.left, AT_ONCE) : checked.left;
    const from = checked.newest.epoch - earlier.length - 1;
    for (let done = 0; done < of; done++) {
      const epoch = from - done;
      progress(done, of, epoch);
      const older = await olderOne(epoch, checked.newest);
      if (open && older.report.verdict === 'FAILED') {
        return { ...checked, earlier, end: older, left: 0 };
      }
      earlier.push(older);
    }
    return { ...checked, earlier, left: checked.left - of };
  };

  /** As of its own time, as it was published; and standing in the log as it is now. */
  const olderOne = async (epoch, newest) => {
    try {
      const bytes = await bundleBytes(site, epoch);
      const bundle = withRoots(await parseBundle(bytes), newest.bundle);
      const statement = readOrNone(() => parseStatement(bundle.envelope.payload));
      const today = now();
      const due = statement?.nextDueBy ?? today;
      const verified = await verify(
        bundle,
        { blobs: await besideBundle(site.files, bundle) },
        { ...trusted, now: due < today ? due : today },
      );
      const follows = await followsFinding(log, bundle, newest.bundle);
      const report = amended(verified.report, follows);
      return forgetful(await share(epoch, { ...verified, report, bundle }, bytes));
    } catch (error) {
      if (error instanceof Malformed || error instanceof NotPublished) {
        const { issuer } = trusted.pinned.root;
        const report = unreadable(issuer, epoch, now(), `epoch ${epoch}: ${error.message}`);
        const unread = error instanceof NotPublished ? 'missing' : 'malformed';
        return withoutProof({ accountId: link.accountId, issuer, epoch, report, unread }, []);
      }
      throw error;
    }
  };

  const share = (epoch, verified, bytes) =>
    linkedShare({ site, link, issuer: trusted.pinned.root.issuer, epoch, verified, bytes });

  return Object.freeze({ check, goOn: back });
}

/** Of an epoch that is right, what was fetched is not kept: there may be hundreds. */
function forgetful(checked) {
  return checked.report.verdict === 'FAILED'
    ? checked
    : { ...checked, bytes: undefined, bundle: undefined, answered: undefined, share: undefined, owed: undefined };
}

/** SHA-256 of a name and the key: whoever finds it learns neither key nor account. */
function linkHash({ customerKey }) {
  return digest(utf8('solvent/v1/link-memory'), customerKey.expose());
}

function readEpochNumber(text) {
  return text !== undefined && /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : undefined;
}

function leftOf(range, epoch) {
  return range.kind === 'since' ? Math.max(0, epoch - range.last - 1) : epoch - 1;
}

/** A publication that goes back behind what was accepted is not the newest. */
function goesBack(newest, epoch, last) {
  const sentence = `the newest epoch is ${epoch}, want ${last}, which this link accepted`;
  const worse = (report) => amended(report, fail(CONSISTENCY, sentence));
  return { ...newest, report: worse(newest.report), before: worse(newest.before) };
}

async function bundleBytes(site, epoch) {
  const bytes = await site.files(bundlePath(epoch), MOST_BUNDLE);
  if (bytes === undefined) {
    throw new NotPublished(bundlePath(epoch));
  }
  return bytes;
}

/** A key's period that was closed since is known from the newest's roots. */
function withRoots(older, newest) {
  const ids = new Set(newest.roots.map(({ root }) => root.id));
  return older.roots.every(({ root }) => ids.has(root.id))
    ? Object.freeze({ ...older, roots: newest.roots })
    : older;
}

/** Both are of the trust root's log, which the checks of each have said. */
async function followsFinding(log, older, newest) {
  const was = older.logProof.signed.checkpoint;
  const is = newest.logProof.signed.checkpoint;
  try {
    await log.consistency(was, is);
    return pass(CONSISTENCY, `the log of size ${is.size} goes on from there`);
  } catch (error) {
    if (error instanceof Contradiction) {
      return fail(CONSISTENCY, error.message);
    }
    throw error;
  }
}
