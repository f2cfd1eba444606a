/**
 * That an entry stands in a log, in one text that is checked offline: c2sp.org/tlog-proof@v1
 * (docs/spec/log.md, section 6). The line `extra` of that format, which nothing signs, is refused.
 */
import { Malformed } from '../malformed.js';
import { utf8 } from '../bytes.js';
import { MAX_NOTE_BYTES } from '../note/note.js';
import { decodeUtf8 } from '../note/text.js';
import { quoted } from '../quoted.js';
import { parseSignedCheckpoint } from './checkpoint.js';
import { logLeaf } from './hasher.js';
import { MAX_PROOF, parseHashLine, parseNumber } from './lines.js';
import { inclusionRefusal } from './proofs.js';

const FORMAT = 'c2sp.org/tlog-proof@v1';
const INDEX = 'index ';
const MAX_BYTES = MAX_NOTE_BYTES + (1 << 12);

/**
 * @typedef {object} LogProof
 * @property {bigint} index
 * @property {readonly string[]} path
 * @property {import('./checkpoint.js').SignedCheckpoint} signed
 */

/** @param {Uint8Array} bytes @returns {LogProof} */
export function parseLogProof(bytes) {
  if (bytes.length > MAX_BYTES) {
    throw new Malformed(`log proof of ${bytes.length} bytes, want at most ${MAX_BYTES}`);
  }
  const text = decodeUtf8('log proof', bytes);
  const lines = text.split('\n', 2 + MAX_PROOF + 1);
  if (lines[0] !== FORMAT || !lines[1]?.startsWith(INDEX)) {
    throw new Malformed(`log proof ${quoted(text)}, want the lines ${FORMAT} and index`);
  }
  const index = parseNumber('index', lines[1].slice(INDEX.length));
  const end = lines.indexOf('', 2);
  if (end < 0) {
    throw new Malformed(
      `proof without an end, want at most ${MAX_PROOF} hashes and an empty line after them`,
    );
  }
  const path = lines.slice(2, end).map((line) => parseHashLine('hash of a proof', line));
  const head = lines.slice(0, end + 1).join('\n').length + 1;
  return makeLogProof(index, path, parseSignedCheckpoint(utf8(text.slice(head))));
}

/** @param {bigint} index @param {readonly string[]} path @returns {LogProof} */
export function makeLogProof(index, path, signed) {
  return Object.freeze({ index, path: Object.freeze([...path]), signed });
}

/**
 * The check `log.inclusion`: why these bytes are not the entry at the wanted index of the
 * checkpoint's log, or nothing where they are. That the checkpoint is the log's is another check.
 *
 * @param {LogProof} proof
 * @param {Uint8Array} entry
 * @param {bigint} wantedIndex
 */
export function logProofRefusal(proof, entry, wantedIndex) {
  return proof.index === wantedIndex
    ? inclusionRefusal(logLeaf(entry), proof.index, proof.path, proof.signed.checkpoint)
    : `index ${proof.index}, want ${wantedIndex}`;
}
