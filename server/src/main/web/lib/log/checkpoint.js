/**
 * What a log commits to: who it is, how many entries it has, and the root over them. Three lines
 * (docs/spec/log.md, section 3); extension lines, which nobody could check, are refused.
 */
import { Malformed } from '../malformed.js';
import { isUnicode, utf8 } from '../bytes.js';
import { parseNote, verifyNote } from '../note/note.js';
import { quoted } from '../quoted.js';
import { EMPTY_ROOT } from './hasher.js';
import { hashLine, parseHashLine, parseNumber } from './lines.js';

const MAX_ORIGIN_BYTES = 255;

/** @typedef {{origin: string, size: bigint, root: string, text: string}} Checkpoint */

/** Reads the text of a note. @param {string} text @returns {Checkpoint} */
export function parseCheckpoint(text) {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '') {
    throw new Malformed(
      `checkpoint ${quoted(text)}, want the three lines origin, size and root`,
    );
  }
  const size = parseNumber('log size', lines[1]);
  return makeCheckpoint(lines[0], size, parseHashLine('root', lines[2]));
}

/** @param {string} origin @param {bigint} size @param {string} root @returns {Checkpoint} */
export function makeCheckpoint(origin, size, root) {
  const bytes = isUnicode(origin) ? utf8(origin).length : 0;
  if (bytes < 1 || bytes > MAX_ORIGIN_BYTES || /[\u0000-\u001f]/.test(origin)) {
    throw new Malformed(
      `origin ${quoted(origin)}, want one line of 1 to ${MAX_ORIGIN_BYTES} bytes`,
    );
  }
  if (size === 0n && root !== EMPTY_ROOT) {
    throw new Malformed(`root ${root} of an empty log, want the hash of nothing`);
  }
  const text = `${origin}\n${size}\n${hashLine(root)}\n`;
  return Object.freeze({ origin, size, root, text });
}

/**
 * A checkpoint as published, with the lines of those who say that they signed it.
 *
 * @typedef {{checkpoint: Checkpoint, note: import('../note/note.js').Note}} SignedCheckpoint
 */

/** @param {Uint8Array} bytes @returns {SignedCheckpoint} */
export function parseSignedCheckpoint(bytes) {
  const note = parseNote(bytes);
  return Object.freeze({ checkpoint: parseCheckpoint(note.text), note });
}

/**
 * The check `log.checkpoint`: the expected origin, and every pinned key of the log.
 *
 * @param {SignedCheckpoint} signed
 * @param {string} origin
 * @param {readonly import('../note/key.js').NoteKey[]} pinned at least one
 * @returns {Promise<string | undefined>} why it is not the log's, or nothing where it is
 */
export async function checkpointRefusal({ checkpoint, note }, origin, pinned) {
  if (pinned.length === 0) {
    throw new RangeError('0 pinned keys of a log, want at least 1');
  }
  if (checkpoint.origin !== origin) {
    return `log ${quoted(checkpoint.origin)}, want ${quoted(origin)}`;
  }
  const { bad, signed } = await verifyNote(note, pinned);
  if (bad !== undefined || signed.length === 0) {
    return bad ?? 'no signature by a key that is trusted here';
  }
  return signed.length === pinned.length
    ? undefined
    : `${signed.length} of the log's keys signed, want all ${pinned.length}`;
}
