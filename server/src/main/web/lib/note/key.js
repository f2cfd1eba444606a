/**
 * Keys that a reader trusts to sign notes under a name. One is written `name+id+base64`: the id in
 * eight hex digits, the base64 of the type's byte and the 32 bytes of the key.
 */
import { Malformed } from '../malformed.js';
import { parseBase64 } from '../base64.js';
import { hex, utf8 } from '../bytes.js';
import { sha256 } from '../hash.js';
import { quoted } from '../quoted.js';
import { ed25519Key } from '../signature/ed25519.js';
import { requireKeyName } from './text.js';

const MAX_TEXT = 1024;

/** A key of this type signs the note's text. */
export const NOTE_SIGNATURE = 0x01;

/** A key of this type signs `cosignature/v1`, a time, and the note's text. */
export const COSIGNATURE = 0x04;

/**
 * `id` is the first four bytes of a hash over name, type and key in hex: a hint, never trusted by
 * itself. Two keys are the same where their texts are.
 *
 * @typedef {object} NoteKey
 * @property {string} text
 * @property {string} name
 * @property {number} type
 * @property {string} id
 * @property {import('../signature/keys.js').VerifyingKey} key
 */

/** @param {string} text @returns {NoteKey} */
export function parseNoteKey(text) {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (text.length > MAX_TEXT || first < 0 || second < 0) {
    throw new Malformed(`key ${quoted(text)}, want name+id+base64`);
  }
  const name = requireKeyName(text.slice(0, first));
  const typed = parseBase64(text.slice(second + 1));
  const type = typed[0];
  if (type === undefined) {
    throw new Malformed('key of 0 bytes, want its type and 32 bytes');
  }
  if (type !== NOTE_SIGNATURE && type !== COSIGNATURE) {
    throw new Malformed(`key of type ${type}, want 1 or 4`);
  }
  const key = ed25519Key(typed.slice(1));
  const id = hex(sha256(utf8(`${name}\n`), typed).slice(0, 4));
  if (text.slice(first + 1, second) !== id) {
    const found = quoted(text.slice(first + 1, second));
    throw new Malformed(`key id ${found}, want ${id}, as the name and key give it`);
  }
  return Object.freeze({ text, name, type, id, key });
}
