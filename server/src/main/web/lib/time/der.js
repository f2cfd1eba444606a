/**
 * ASN.1 in DER, read whole and strictly: each value has one encoding, and anything else is malformed.
 * Lengths are definite and the shortest, strings are in one piece, numbers have no byte too many,
 * sets are in order, unused bits are zero.
 */
import { Malformed } from '../malformed.js';
import { OctetReader } from '../octets.js';

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OID = 0x06;
export const UTF8_STRING = 0x0c;
export const PRINTABLE_STRING = 0x13;
export const IA5_STRING = 0x16;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;

const ENUMERATED = 0x0a;
const CONSTRUCTED = 0x20;
const CLASS = 0xc0;

/** The other kinds of text: numeric, T.61, videotex, graphic, visible, general, universal, BMP. */
const OTHER_STRINGS = [0x12, 0x14, 0x15, 0x19, 0x1a, 0x1b, 0x1c, 0x1e];

/** Far more than a token with certificates has. */
const MAX_DEPTH = 32;

/**
 * `tag` is the identifier's one byte; `raw` is the whole element, `content` what is behind its
 * length; `children` are there where it is made of elements.
 *
 * @typedef {Readonly<{tag: number, raw: Uint8Array, content: Uint8Array,
 *   children: ReadonlyArray<DerNode>}>} DerNode
 */

/** @param {Uint8Array} bytes @returns {DerNode} */
export function parseDer(bytes) {
  const reader = new OctetReader(bytes);
  const node = readNode(reader, bytes, 0);
  reader.end();
  return node;
}

/** The tag of a field that a structure numbers: implicit and of one piece, or made of elements. */
export const numbered = (number) => 0x80 + number;
export const numberedConstructed = (number) => 0xa0 + number;

function readNode(reader, source, depth) {
  if (depth > MAX_DEPTH) {
    throw new Malformed(`DER deeper than ${MAX_DEPTH}`);
  }
  const start = source.length - reader.left();
  const tag = reader.u8();
  if ((tag & 0x1f) === 0x1f) {
    throw new Malformed('a tag of several bytes, want one');
  }
  const length = readLength(reader);
  const content = reader.take(length);
  const raw = source.slice(start, source.length - reader.left());
  const children = tag & CONSTRUCTED ? readChildren(content, depth + 1) : [];
  const node = Object.freeze({ tag, raw, content, children: Object.freeze(children) });
  if ((tag & CLASS) === 0) {
    requireUniversal(node);
  }
  return node;
}

function readLength(reader) {
  const first = reader.u8();
  if (first < 0x80) {
    return first;
  }
  const count = first - 0x80;
  if (count < 1 || count > 3) {
    throw new Malformed('a length without an end or of over 3 bytes, want DER');
  }
  const length = Number(reader.big(count));
  if (length < (count === 1 ? 0x80 : 2 ** (8 * (count - 1)))) {
    throw new Malformed('a length that has a shorter form, want the shortest');
  }
  return length;
}

function readChildren(content, depth) {
  const reader = new OctetReader(content);
  const children = [];
  while (reader.left() > 0) {
    children.push(readNode(reader, content, depth));
  }
  return children;
}

const FORMS = new Map([
  [BOOLEAN, ({ content }) => content.length === 1 && (content[0] === 0 || content[0] === 0xff)],
  [INTEGER, ({ content }) => isShortestNumber(content)],
  [ENUMERATED, ({ content }) => isShortestNumber(content)],
  [BIT_STRING, ({ content }) => isBitString(content)],
  [OCTET_STRING, () => true],
  [NULL, ({ content }) => content.length === 0],
  [OID, ({ content }) => isOid(content)],
  [SEQUENCE, () => true],
  [SET, ({ children }) => isInOrder(children)],
  [UTC_TIME, ({ content }) => /^[0-9]{12}Z$/.test(latin(content))],
  // a fraction of a second is without zeros at its end
  [GENERALIZED_TIME, ({ content }) => /^[0-9]{14}(?:\.[0-9]*[1-9])?Z$/.test(latin(content))],
  ...[UTF8_STRING, PRINTABLE_STRING, IA5_STRING, ...OTHER_STRINGS].map((tag) => [tag, () => true]),
]);

function requireUniversal(node) {
  if (!FORMS.get(node.tag)?.(node)) {
    throw new Malformed(`an element of tag ${node.tag} in another form, want DER`);
  }
}

function isShortestNumber(content) {
  const sign = content[1] >> 7;
  return content.length === 1 || (content.length > 1 && content[0] !== (sign ? 0xff : 0x00));
}

function isBitString(content) {
  const unused = content[0];
  return content.length === 1
    ? unused === 0
    : content.length > 1 && unused < 8 && (content.at(-1) & ((1 << unused) - 1)) === 0;
}

/** Groups of seven bits, none of which begins with an empty one, the last marked as such. */
function isOid(content) {
  return (
    content.length > 0 &&
    content.at(-1) < 0x80 &&
    content.every((byte, i) => byte !== 0x80 || (i > 0 && content[i - 1] >= 0x80))
  );
}

function latin(content) {
  return Array.from(content.slice(0, 64), (byte) => String.fromCharCode(byte)).join('');
}

/** Whether these are in the order of a set's elements: by their bytes, a kind made of others alike. */
export function isInOrder(nodes) {
  return nodes.every((node, i) => i === 0 || isAtMost(nodes[i - 1].raw, node.raw));
}

function isAtMost(a, b) {
  const firstA = a[0] & ~CONSTRUCTED;
  const firstB = b[0] & ~CONSTRUCTED;
  if (firstA !== firstB) {
    return firstA < firstB;
  }
  const common = Math.min(a.length, b.length);
  for (let i = 1; i < common; i++) {
    if (a[i] !== b[i]) {
      return a[i] < b[i];
    }
  }
  return true;
}
