/**
 * The place where a customer hands in what they have: it knows what was handed in, what is under way
 * and what came of it, and tells whoever shows it. A second link or proof takes the place of the
 * first, and of an answer that comes too late nothing is shown. Nothing here has a document.
 */
import { Malformed } from '../lib/malformed.js';
import { faultsOf, openAccount } from './account.js';
import { missingHere } from './browser.js';
import { compared } from './checked.js';
import { checkFiles, missing } from './given.js';
import { HandedIn, NoCode, handedIn } from './handed-in.js';
import { isExpected } from './reader.js';
import { Unreachable } from './site.js';

/**
 * `phase` is `idle`, `working`, `wanting` (what is `missing` has to come first), `done` or `error`;
 * `error` is `kind` (`malformed`: what was handed in, `unreadable`: what is published, `unreachable`,
 * `here`: a link in the file without a network,
 * `noCode`: an image without a link, `unpublished`, `unable`: a browser that lacks what is `missing`,
 * or `fault`: this page's own) and a `message` without secrets.
 *
 * @typedef {object} DeskState
 * @property {string} phase
 * @property {readonly string[]} has the kinds of files that were handed in
 * @property {readonly string[]} missing
 * @property {{done: number, of: number, epoch: number}} [progress]
 * @property {{kind: string, message: string, missing?: 'secure' | 'ed25519'}} [error]
 * @property {import('./checked.js').Checked} [checked] the newest, or the only one
 * @property {import('./account.js').LinkChecked} [link]
 * @property {readonly import('../lib/liabilities/expected.js').ExpectedBalance[]} [expected]
 */

const IDLE = Object.freeze({ phase: 'idle', has: [], missing: [] });

/**
 * @param {object} given
 * @param {ReturnType<import('./reader.js').openReader>} given.reader
 * @param {ReturnType<import('./site.js').openSite>} [given.site]
 * @param {ReturnType<import('./memory.js').openMemory>} given.memory
 * @param {() => string} given.now
 * @param {(bytes: Uint8Array) => Promise<string | undefined>} [given.readImage] the text of a QR code
 */
export function openDesk({ reader, site, memory, now, readImage }) {
  let state = IDLE;
  let files = {};
  let account;
  let turn = 0;
  let shown = () => {};

  const change = (next) => {
    state = Object.freeze(next);
    shown(state);
  };

  /** Runs one piece of work; what it throws is shown, and what comes too late is not. */
  const run = async (work) => {
    const own = ++turn;
    const current = () => own === turn;
    try {
      await work((next) => current() && change(next), current);
    } catch (error) {
      if (current()) {
        change({ ...IDLE, has: Object.keys(files), phase: 'error', error: described(error) });
      }
    }
  };

  const working = () => ({ ...IDLE, has: Object.keys(files), phase: 'working' });

  const progressTo = (tell) => (done, of, epoch) =>
    tell({ ...working(), progress: { done, of, epoch } });

  const checkLink = async (link, tell) => {
    files = {};
    if (site === undefined) {
      tell({ ...IDLE, phase: 'error', error: { kind: 'here', message: '' } });
      return;
    }
    tell(working());
    account = openAccount({ reader, site, memory, now, link });
    const checked = await account.check(progressTo(tell));
    tell({ ...IDLE, phase: 'done', link: checked, checked: checked.newest, expected: [] });
  };

  const checkFilesGiven = async (tell) => {
    const wanted = missing(files, site);
    if (wanted.length > 0) {
      tell({ ...IDLE, has: Object.keys(files), phase: 'wanting', missing: wanted });
      return;
    }
    tell(working());
    const checked = await checkFiles({ files, reader, site, now });
    tell({ ...IDLE, has: Object.keys(files), phase: 'done', checked, expected: [] });
  };

  /**
   * Texts and files, in any order; a link among them is all that is looked at. Space around a pasted
   * text is nobody's; a file is taken as it is.
   */
  const offer = (contents) =>
    run(async (tell, current) => {
      tell(working());
      const lacking = await missingHere(globalThis.crypto?.subtle);
      if (lacking !== undefined) {
        tell({ ...IDLE, phase: 'error', error: { kind: 'unable', message: '', missing: lacking } });
        return;
      }
      account = undefined;
      const given = [];
      for (const content of contents) {
        given.push(await handedIn(content, readImage));
      }
      if (!current()) {
        return;
      }
      const link = given.find(({ kind }) => kind === 'link');
      if (link !== undefined) {
        await checkLink(link.value, tell);
        return;
      }
      files = together(files, given);
      await checkFilesGiven(tell);
    });

  /** The older epochs that were not looked at yet. */
  const goOn = () => {
    const { link, expected, checked } = state;
    return run(async (tell) => {
      const more = await account.goOn(link, progressTo(tell));
      tell({ ...IDLE, phase: 'done', link: more, checked, expected });
    });
  };

  /** @param {readonly import('../lib/liabilities/expected.js').ExpectedBalance[]} expected */
  const compare = (expected) => {
    change({ ...state, checked: compared(state.checked, expected), expected });
  };

  const clear = () => {
    turn++;
    files = {};
    account = undefined;
    change(IDLE);
  };

  /** Tells the one who shows it, at once and on every change. */
  const show = (listener) => {
    shown = listener;
    listener(state);
  };

  return Object.freeze({ offer, goOn, compare, clear, show, withSite: site !== undefined, site });
}

/** @param {DeskState} state */
export function verdictOf({ checked, link }) {
  return link !== undefined && faultsOf(link).length > 0 ? 'FAILED' : checked.report.verdict;
}

/** A second proof, or a second receipt, is another question: what the first was about is let go. */
function together(files, given) {
  const next = Object.fromEntries(given.map((each) => [each.kind, each]));
  const again = ['proof', 'receipt'].some((kind) => next[kind] && files[kind]);
  const all = Object.entries({ ...files, ...next });
  return Object.fromEntries(
    again ? all.filter(([kind]) => next[kind] || kind === 'root' || kind === 'policy') : all,
  );
}

/** Of an error that is not about what was read, the message is not shown: nobody knows what it repeats. */
function described(error) {
  if (error instanceof NoCode) {
    return { kind: 'noCode', message: '' };
  }
  if (error instanceof Malformed) {
    return { kind: error instanceof HandedIn ? 'malformed' : 'unreadable', message: error.message };
  }
  if (error instanceof Unreachable) {
    return { kind: 'unreachable', message: error.message };
  }
  return isExpected(error)
    ? { kind: 'unpublished', message: error.message }
    : { kind: 'fault', message: '' };
}
