/**
 * One attestation: which files an exchange stands by, as of when, under which trust root and in
 * which log (docs/spec/statement.md). It says nowhere that the exchange is solvent: who verifies
 * computes that.
 */
import { Malformed } from './malformed.js';
import { parseNumberedBlock } from './caip/block.js';
import { parseChain } from './caip/chain.js';
import { readFields } from './fields.js';
import { digest, parseHash } from './hash.js';
import { jsonLimits } from './json.js';
import { parseIssuer, readEpoch } from './names.js';
import { requireText } from './text.js';
import { parseTime } from './timestamp.js';

export const STATEMENT_TYPE = 'application/vnd.in-toto+json';
export const LIABILITIES = 'liabilities.json';
export const RESERVES = 'reserves.json';
export const SOLVENCY = 'solvency.json';

/** The names that exist, in the order in which they stand; the first two always do. */
const NAMES = [LIABILITIES, RESERVES, SOLVENCY];

/** So that the envelope around it, in base64, fits an entry of the log. */
const LIMITS = jsonLimits(45_000, 16, 5_000);
const MAX_CHAINS = 200;
const MAX_ORIGIN = 255;
const MAX_REASON = 1_000;

/**
 * `id` is the SHA-256 of the payload; `chainState` is the block of each chain at which the reserves
 * were read; `nextDueBy` is when the next one is due at the latest.
 *
 * @typedef {object} Statement
 * @property {string} id
 * @property {string} asOf
 * @property {readonly import('./caip/block.js').NumberedBlock[]} chainState
 * @property {number} epoch
 * @property {string} issuer
 * @property {string} logOrigin
 * @property {string} nextDueBy
 * @property {{reason: string, sha256: string} | undefined} replaces
 * @property {{sha256: string, version: number}} trustRoot
 * @property {readonly {name: string, sha256: string}[]} subjects
 */

/** @param {Uint8Array} bytes the payload @returns {Statement} */
export function parseStatement(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('_type', 'https://in-toto.io/Statement/v1');
    fields.constant('predicateType', 'https://solvent.dev/attestation/solvency/v1');
    const subjects = fields.list('subject', 2, NAMES.length, readSubject);
    return fields.object('predicate', (predicate) => {
      const stated = readPredicate(predicate);
      return predicate.build(() => checked({ ...stated, subjects, id: digest(bytes) }));
    });
  });
}

function readSubject(fields) {
  const sha256 = fields.object('digest', (digests) => digests.text('sha256', parseHash));
  return Object.freeze({ name: fields.text('name'), sha256 });
}

function readPredicate(fields) {
  return {
    asOf: fields.text('asOf', parseTime),
    chainState: fields.list('chainState', 0, MAX_CHAINS, readBlock),
    epoch: readEpoch(fields),
    issuer: fields.text('issuer', parseIssuer),
    logOrigin: fields.text('logOrigin'),
    nextDueBy: fields.text('nextDueBy', parseTime),
    replaces: fields.optionalObject('replaces', readReplaces),
    trustRoot: fields.object('trustRoot', readRootName),
  };
}

function readBlock(fields) {
  const chain = fields.text('chain', parseChain);
  return parseNumberedBlock(chain, fields.text('blockNumber'), fields.text('blockHash'));
}

/** The earlier statement that this one corrects, by its id, and why. Readers see both. */
function readReplaces(fields) {
  const reason = fields.text('reason');
  const sha256 = fields.text('sha256', parseHash);
  return fields.build(() => {
    requireText('reason', reason, MAX_REASON);
    return Object.freeze({ reason, sha256 });
  });
}

/** The trust root that something was made under: the fields `sha256` and `version`. */
export function readRootName(fields) {
  return Object.freeze({
    sha256: fields.text('sha256', parseHash),
    version: fields.integer('version', 1, Number.MAX_SAFE_INTEGER),
  });
}

function checked(statement) {
  const { subjects, chainState, logOrigin, nextDueBy, asOf } = statement;
  const names = subjects.map((subject) => subject.name);
  if (!names.every((name, i) => name === NAMES[i])) {
    const wanted = `the first two or three of [${NAMES.join(', ')}], in this order`;
    throw new Malformed(`subjects [${names.join(', ')}], want ${wanted}`);
  }
  chainState.forEach((block, i) => {
    if (i > 0 && !(chainState[i - 1].chain.text < block.chain.text)) {
      throw new Malformed(`chainState: ${block.chain.text}, want ascending, each once`);
    }
  });
  requireText('logOrigin', logOrigin, MAX_ORIGIN);
  if (nextDueBy <= asOf) {
    throw new Malformed(`nextDueBy ${nextDueBy}, want it after ${asOf}`);
  }
  return Object.freeze(statement);
}

/** The digest of the file that the statement names so; undefined where it names none. */
export function digestOf(statement, name) {
  return statement.subjects.find((subject) => subject.name === name)?.sha256;
}
