/**
 * What a reader pins of an issuer (docs/spec/trust-root.md): its log and the log's keys, the keys
 * that sign statements and for which indexes, the key of receipts, and the keys that sign the next
 * root.
 */
import { Malformed } from '../malformed.js';
import { readFields } from '../fields.js';
import { digest, parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { parseIssuer } from '../names.js';
import { parseNoteKey } from '../note/key.js';
import { readKey } from '../signature/keys.js';
import { readKeySet } from './key-set.js';

const LIMITS = jsonLimits(1 << 20, 16, 50_000);
const MAX_LOG_KEYS = 10;
const MAX_PERIODS = 1_000;
const MAX_ORIGIN = 255;
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * The log indexes whose statements these keys sign: from one, to the one before another; open where
 * nothing is said of its end.
 *
 * @typedef {{from: bigint, to: bigint | undefined, signers: import('./key-set.js').KeySet}} Period
 */

/**
 * `id` is the SHA-256 of its bytes; `previous` the id of the root before, in every version but the
 * first; `logSize` the size of the log when it was made, below which nothing may change;
 * `statements` are periods without a gap from index 0, of which the last alone is open.
 *
 * @typedef {object} TrustRoot
 * @property {string} id
 * @property {string} issuer
 * @property {readonly import('../note/key.js').NoteKey[]} logKeys
 * @property {string} logOrigin
 * @property {bigint} logSize
 * @property {string | undefined} previous
 * @property {import('../signature/keys.js').VerifyingKey | undefined} receiptKey
 * @property {import('./key-set.js').KeySet} rootKeys
 * @property {readonly Period[]} statements
 * @property {number} version
 */

/** @param {Uint8Array} bytes @returns {TrustRoot} */
export function parseTrustRoot(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/trust-root/v1');
    const issuer = fields.text('issuer', parseIssuer);
    const log = fields.object('log', readLog);
    const root = {
      id: digest(bytes),
      issuer,
      ...log,
      previous: fields.optionalText('previous', parseHash),
      receiptKey: fields.optionalObject('receiptKey', readKey),
      rootKeys: fields.object('root', readKeySet),
      statements: fields.list('statements', 1, MAX_PERIODS, readPeriod),
      version: fields.integer('version', 1, MOST),
    };
    fields.extensions();
    return fields.build(() => checked(root));
  });
}

function readLog(fields) {
  return {
    logKeys: fields.list('keys', 1, MAX_LOG_KEYS, (key) => key.text('note', parseNoteKey)),
    logOrigin: fields.text('origin'),
    logSize: fields.index('size', 0, MOST),
  };
}

function readPeriod(fields) {
  const from = fields.index('from', 0, MOST);
  const to = fields.has('to') ? fields.index('to', 0, MOST) : undefined;
  const signers = readKeySet(fields);
  return fields.build(() => {
    if (to !== undefined && to < from) {
      throw new Malformed(`to ${to}, want ${from} to 2^53 - 1`);
    }
    return Object.freeze({ from, to, signers });
  });
}

function checked(root) {
  const { version, previous, logOrigin, logKeys, statements } = root;
  const there = previous !== undefined;
  const found = there ? 'present' : 'absent';
  require(there === version > 1, 'previous', found, 'it in every version but the first');
  const printable = /^[!-*,-~]+$/.test(logOrigin) && logOrigin.length <= MAX_ORIGIN;
  require(printable, 'log origin', `${logOrigin.length} characters`, 'printable text');
  const texts = new Set(logKeys.map((key) => key.text));
  const once = texts.size === logKeys.length;
  require(once, 'log keys', logKeys.length, `1 to ${MAX_LOG_KEYS}, each once`);
  for (const key of logKeys) {
    require(key.name === logOrigin, 'log key', key.name, "the log's origin");
  }
  let next = 0n;
  statements.forEach((period, i) => {
    const open = period.to === undefined;
    const last = i === statements.length - 1;
    require(period.from === next, 'statements', periodText(period), `from ${next}`);
    require(open === last, 'statements', periodText(period), 'the last open, and no other');
    next = period.to;
  });
  return Object.freeze(root);
}

function periodText({ from, to }) {
  return `indexes ${from} to ${to === undefined ? 'any' : `${to} (exclusive)`}`;
}

function require(holds, name, found, wanted) {
  if (!holds) {
    throw new Malformed(`${name}: ${found}, want ${wanted}`);
  }
}

/** Who may sign the statement at this index of the log. @returns {import('./key-set.js').KeySet} */
export function signersAt({ statements }, index) {
  return statements.find(({ from, to }) => index >= from && (to === undefined || index < to))
    .signers;
}
