/**
 * The newest attestation as this browser finds it, apart from how it is drawn: drawing it again, in
 * another language, verifies nothing again.
 */
import { fail } from '../lib/report/finding.js';
import { beside } from './ahead.js';
import { missingHere } from './browser.js';
import { amended } from './checked.js';
import { hasHistory, reportsOf, seriesOf } from './history.js';
import { listen } from './live.js';
import { NoneYet, isExpected } from './reader.js';
import { Unreachable } from './site.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * `phase` says what there is to show:
 *
 *   loading   nothing yet
 *   unable    this browser cannot verify; `missing` says why
 *   empty     the publication stands, and nothing is attested yet
 *   problem   nothing can be concluded; `error` says why
 *   ready     `verified`, and the `root` and the `policy` that it was verified under, with whether that
 *             is another than this browser saw before; `missed` is why what may be newer could not be
 *             read
 *
 * @typedef {object} Newest
 * @property {'loading' | 'unable' | 'empty' | 'problem' | 'ready'} phase
 * @property {'secure' | 'ed25519'} [missing]
 * @property {Error} [error]
 * @property {Error} [missed]
 * @property {import('../lib/trust/root.js').TrustRoot} [root]
 * @property {import('../lib/policy/policy.js').Policy} [policy]
 * @property {boolean} [policyChanged]
 * @property {Awaited<ReturnType<typeof import('../lib/published/examination.js').examine>>} [verified]
 */

/**
 * @param {object} given
 * @param {ReturnType<import('./reader.js').openReader>} given.reader
 * @param {ReturnType<import('./site.js').openSite>} given.site
 * @param {() => string} given.now
 * @param {() => void} given.onChange whenever there is something else to show
 */
export function openNewest({ reader, site, now, onChange }) {
  /** @type {Newest} */
  let state = Object.freeze({ phase: 'loading' });
  let under;
  let timer;
  let told = new Map();
  let live = false;
  const history = { there: false };

  const become = (next) => {
    state = Object.freeze(next);
    onChange();
  };

  const look = async () => {
    const found = beside(reader.newest());
    try {
      const missing = await missingHere(globalThis.crypto?.subtle);
      if (missing !== undefined) {
        become({ phase: 'unable', missing });
        return;
      }
      const { pinned, policy, policyChanged } = await reader.trust();
      const { verified } = await found;
      told = new Map();
      become({ phase: 'ready', verified, policy, policyChanged, root: pinned.root });
      lookAgainWhenDue(verified.statement);
    } catch (error) {
      become(await afterError(error));
      if (!isExpected(error)) {
        throw error;
      }
    }
    await watch();
  };

  const afterError = async (error) => {
    if (error instanceof NoneYet) {
      return { phase: 'empty', root: (await reader.trust()).pinned.root };
    }
    return state.phase === 'ready' && error instanceof Unreachable
      ? { ...state, verified: asOf(now(), state.verified), missed: error }
      : { phase: 'problem', error };
  };

  /** What is up to date now is not for ever. */
  const lookAgainWhenDue = (statement) => {
    clearTimeout(timer);
    const wait = Date.parse(statement?.nextDueBy) + 1_000 - Date.now();
    if (wait > 0) {
      timer = setTimeout(refresh, Math.min(wait, LONGEST_TIMER_MS));
    }
  };

  /** Where the server tells of its past, it tells of what comes too. */
  const watch = async () => {
    if (live || state.phase === 'problem') {
      return;
    }
    live = true;
    history.there = await hasHistory(site);
    live = history.there;
    if (live) {
      onChange();
      const means = { EventSource, setTimeout: setTimeout.bind(globalThis), random: Math.random };
      listen({ base: site.base, isNews, onNews: refresh, means });
    }
  };

  const isNews = ({ epoch, checkpoint }) => {
    const { statement, bundle } = state.verified ?? {};
    if (statement === undefined) {
      return true;
    }
    return checkpoint === undefined
      ? epoch === undefined || epoch > statement.epoch
      : !checkpoint.startsWith(bundle.logProof.signed.checkpoint.text);
  };

  /** What the server says is asked for once an attestation. */
  const once = (name, ask) => {
    if (!told.has(name)) {
      told.set(name, ask());
    }
    return told.get(name);
  };

  /** Never twice at a time. */
  const refresh = () => {
    under ??= look().finally(() => {
      under = undefined;
    });
    return under;
  };

  return Object.freeze({
    state: () => state,
    refresh,
    /** Whether there is a server to ask for `series` and `reports`. */
    hasHistory: () => history.there,
    /** What the server says of an asset's past. */
    series: (asset) => once(`series ${asset.ticker}`, () => seriesOf(site, asset)),
    /** And of its solvency reports. */
    reports: () => once('reports', () => reportsOf(site)),
  });
}

/** Who stops answering does not stay up to date: what was found is held against the time again. */
function asOf(now, verified) {
  const { report, statement } = verified;
  if (statement === undefined || statement.nextDueBy >= now) {
    return verified;
  }
  const sentence = `the next statement was due by ${statement.nextDueBy}, and it is ${now}`;
  return Object.freeze({ ...verified, report: amended(report, fail('freshness', sentence)) });
}
