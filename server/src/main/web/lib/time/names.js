/**
 * The names in certificates. Two are the same where their canonical texts are: the plain kinds of
 * text without regard to case and repeated spaces, every other kind byte by byte.
 */
import { fromUtf8, hex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { IA5_STRING, PRINTABLE_STRING, SEQUENCE, SET, UTF8_STRING } from './der.js';
import { DerFields, oidOf, requireTag } from './fields.js';

/** The attributes that RFC 2253 has a word for. */
const WORDS = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
]);

const CANONICAL = [PRINTABLE_STRING, UTF8_STRING];
const SHOWN = [...CANONICAL, IA5_STRING];

/**
 * `canonical` is what is compared, `text` what is shown, as RFC 2253 has it.
 *
 * @typedef {Readonly<{raw: Uint8Array, canonical: string, text: string}>} Name
 */

/** @param {import('./der.js').DerNode} node @returns {Name} */
export function readName(node) {
  requireTag('name', node, SEQUENCE);
  const parts = node.children.map(readPart);
  return Object.freeze({
    raw: node.raw,
    canonical: parts.map((part) => part.map(canonicalText).sort().join('+')).join(','),
    text: parts
      .map((part) => part.map(shownText).join('+'))
      .reverse()
      .join(','),
  });
}

function readPart(node) {
  requireTag('part of a name', node, SET);
  if (node.children.length === 0) {
    throw new Malformed('part of a name without a value, want one');
  }
  return node.children.map((child) => {
    const fields = new DerFields('value of a name', child);
    const type = oidOf(fields.any());
    const value = fields.any();
    fields.end();
    return { type, value, word: WORDS.get(type) };
  });
}

function canonicalText({ type, value, word }) {
  if (word === undefined || !CANONICAL.includes(value.tag)) {
    return `${word ?? type}=#${hex(value.raw)}`;
  }
  const spaced = escaped(fromUtf8(value.content)).replace(/ +/g, ' ');
  return `${word}=${trimmed(spaced)}`.toUpperCase().toLowerCase().normalize('NFKD');
}

function shownText({ type, value, word }) {
  if (word === undefined || !SHOWN.includes(value.tag)) {
    return `${type}=#${hex(value.raw)}`;
  }
  const text = escaped(fromUtf8(value.content)).replace(/^ | $/g, '\\ ');
  return `${word}=${text.replace(/[\u0000-\u001f\u007f]/g, coded)}`;
}

/** What no line shows, by its number. */
function coded(control) {
  return '\\' + control.charCodeAt(0).toString(16).padStart(2, '0');
}

/** What stands between the parts of a name is marked where it is part of a value. */
function escaped(text) {
  return text.replace(/[,=+<>#;"\\]/g, '\\$&');
}

/** Without control characters and spaces at either end. */
function trimmed(text) {
  return text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}
