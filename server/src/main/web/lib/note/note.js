/**
 * Signed notes as C2SP signed-note defines them (docs/spec/log.md, section 2): a text that ends in a
 * line feed, a blank line, and the lines of those who say that they signed it. A note says nothing
 * before `verifyNote`. Lines of keys that the reader does not name are kept, and never count.
 */
import { Malformed } from '../malformed.js';
import { parseBase64 } from '../base64.js';
import { hex, toUnsigned, utf8 } from '../bytes.js';
import { ED25519_SIGNATURE_BYTES } from '../signature/ed25519.js';
import { LAST_SECOND, timeOfSeconds } from '../timestamp.js';
import { COSIGNATURE } from './key.js';
import { decodeNote, requireKeyName } from './text.js';

export const MAX_NOTE_BYTES = 1 << 18;
const MAX_SIGNATURES = 64;

const DASH = '\u2014 ';

/** Enough for the longest post-quantum signature of today, twice over. */
const MAX_LINE_BYTES = 10_000;
const ID_BYTES = 4;
const TIME_BYTES = 8;

/**
 * @typedef {{name: string, keyId: string, signature: Uint8Array, text: string}} SignatureLine
 * @typedef {{text: string, lines: readonly SignatureLine[]}} Note
 */

/** @param {Uint8Array} bytes @returns {Note} */
export function parseNote(bytes) {
  if (bytes.length > MAX_NOTE_BYTES) {
    throw new Malformed(`note of ${bytes.length} bytes, want at most ${MAX_NOTE_BYTES}`);
  }
  const all = decodeNote(bytes);
  const blank = all.lastIndexOf('\n\n');
  if (blank < 0 || !all.endsWith('\n')) {
    throw new Malformed('note without signatures, want a blank line before them');
  }
  const lines = all.slice(blank + 2).split('\n');
  lines.pop(); // what stands behind the last line feed: nothing
  if (lines.length < 1 || lines.length > MAX_SIGNATURES) {
    throw new Malformed(`note with ${lines.length} signatures, want 1 to ${MAX_SIGNATURES}`);
  }
  return Object.freeze({
    text: all.slice(0, blank + 1),
    lines: Object.freeze(lines.map(parseLine)),
  });
}

/** Reads a line without its line feed. @returns {SignatureLine} */
function parseLine(line) {
  const space = line.lastIndexOf(' ');
  if (!line.startsWith(DASH) || space < DASH.length) {
    throw new Malformed(
      `signature line of ${line.length} characters, want an em dash, a name and base64`,
    );
  }
  const name = requireKeyName(line.slice(DASH.length, space));
  const text = line.slice(space + 1);
  if (text.length > (MAX_LINE_BYTES * 4) / 3) {
    throw new Malformed(
      `signature of ${text.length} characters, want at most ${MAX_LINE_BYTES} bytes`,
    );
  }
  const bytes = parseBase64(text);
  if (bytes.length <= ID_BYTES) {
    throw new Malformed(`signature of ${bytes.length} bytes, want a key id of 4 and a signature`);
  }
  const keyId = hex(bytes.slice(0, ID_BYTES));
  return Object.freeze({ name, keyId, signature: bytes.slice(ID_BYTES), text: line });
}

/** Whether the line says that it is by this key. */
function isBy(line, key) {
  return line.keyId === key.id && line.name === key.name;
}

/**
 * Verifies the line of every known key. One wrong line of a known key refuses the note, whatever else
 * stands there; a key that signed more than once counts once, by its newest time.
 *
 * @param {Note} note
 * @param {readonly import('./key.js').NoteKey[]} known
 * @returns {Promise<{bad?: string, signed: {key: import('./key.js').NoteKey, time?: string}[]}>}
 *     `bad` says that a known key's line is wrong: nobody signed then
 */
export async function verifyNote(note, known) {
  const signed = new Map();
  for (const line of note.lines) {
    for (const key of known.filter((each) => isBy(line, each))) {
      const one = await verifyLine(note.text, line, key);
      if (one === undefined) {
        return { bad: `signature of ${key.name} that does not verify`, signed: [] };
      }
      const before = signed.get(key.text);
      if (before === undefined || (one.time !== undefined && before.time < one.time)) {
        signed.set(key.text, one);
      }
    }
  }
  return { signed: [...signed.values()] };
}

/** The key, and the time where its type has one; undefined where the line is not its. */
async function verifyLine(text, line, key) {
  if (key.type !== COSIGNATURE) {
    return (await key.key.verify(utf8(text), line.signature)) ? { key } : undefined;
  }
  const time = timeOf(line.signature);
  if (time === undefined) {
    return undefined; // of another length, or of a time that no clock shows
  }
  const verified = await key.key.verify(
    cosigned(toUnsigned(line.signature.slice(0, TIME_BYTES)), text),
    line.signature.slice(TIME_BYTES),
  );
  return verified ? { key, time } : undefined;
}

/** Of `u64 seconds ‖ Ed25519 signature`. */
function timeOf(signature) {
  if (signature.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) {
    return undefined;
  }
  const seconds = toUnsigned(signature.slice(0, TIME_BYTES));
  return seconds > BigInt(LAST_SECOND) ? undefined : timeOfSeconds(seconds);
}

/** What a cosigner signs: that this was the newest text it knew at that time. */
function cosigned(seconds, text) {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}
