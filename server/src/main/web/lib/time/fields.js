/** The elements of a structure of ASN.1, taken one after the other, and the values of single ones. */
import { Malformed } from '../malformed.js';
import { BOOLEAN, INTEGER, OID, SEQUENCE } from './der.js';

/** @typedef {import('./der.js').DerNode} DerNode */

export class DerFields {
  #what;
  #nodes;
  #at = 0;

  /**
   * @param {string} what the structure's name, for messages
   * @param {DerNode} node
   * @param {number} [tag]
   */
  constructor(what, node, tag = SEQUENCE) {
    requireTag(what, node, tag);
    this.#what = what;
    this.#nodes = node.children;
  }

  /** The next element, which has this tag. @returns {DerNode} */
  take(tag) {
    return requireTag(this.#what, this.any(), tag);
  }

  /** The next element, if it has this tag; else undefined. @returns {DerNode | undefined} */
  optional(tag) {
    return this.#nodes[this.#at]?.tag === tag ? this.any() : undefined;
  }

  /** The next element, whatever it is. @returns {DerNode} */
  any() {
    if (this.#at === this.#nodes.length) {
      throw new Malformed(`${this.#what} without all of its fields`);
    }
    return this.#nodes[this.#at++];
  }

  /** That no field is left. */
  end() {
    if (this.#at !== this.#nodes.length) {
      throw new Malformed(`${this.#what} with a field that is not its own`);
    }
  }
}

/** @param {string} what @param {DerNode} node @param {number} tag @returns {DerNode} */
export function requireTag(what, node, tag) {
  if (node.tag !== tag) {
    throw new Malformed(`${what} with tag ${node.tag}, want ${tag}`);
  }
  return node;
}

/** The one element that a field with a number of its own is around. @returns {DerNode} */
export function inside(what, node) {
  if (node.children.length !== 1) {
    throw new Malformed(`${what} around ${node.children.length} elements, want 1`);
  }
  return node.children[0];
}

/** An object identifier as text: numbers with dots. */
export function oidOf(node) {
  requireTag('object identifier', node, OID);
  const numbers = [];
  let number = 0n;
  for (const byte of node.content) {
    number = (number << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0n;
    }
  }
  const first = numbers[0] < 40n ? 0n : numbers[0] < 80n ? 1n : 2n;
  return [first, numbers[0] - 40n * first, ...numbers.slice(1)].join('.');
}

/** @returns {bigint} */
export function integerOf(node, tag = INTEGER) {
  requireTag('number', node, tag);
  return signedNumber(node.content);
}

/** The number that these bytes are in two's complement. @param {Uint8Array} bytes */
function signedNumber(bytes) {
  const unsigned = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return BigInt.asIntN(8 * bytes.length, unsigned);
}

/** A truth value that may be left out where it is false. */
export function isTrue(node) {
  return node !== undefined && requireTag('truth value', node, BOOLEAN).content[0] !== 0;
}

/** The bits of a BIT STRING that is made of whole bytes. @returns {Uint8Array} */
export function wholeBytes(what, node) {
  if (node.content[0] !== 0) {
    throw new Malformed(`${what} of odd bits, want whole bytes`);
  }
  return node.content.slice(1);
}
