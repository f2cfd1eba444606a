/** Blocks by their hash: on EVM chains `0x` and 64 hex digits, else the 64 as displayed. */
import { parseHash } from '../hash.js';
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { parseChain } from './chain.js';

/**
 * `text` is chain, a space and the hash; two blocks are the same where their texts are. `hash` is
 * in hex without a prefix.
 *
 * @typedef {Readonly<{chain: import('./chain.js').ChainId, hash: string, hashText: string,
 *   text: string}>} BlockRef
 * @typedef {Readonly<{ref: BlockRef, number: bigint, chain: import('./chain.js').ChainId,
 *   text: string}>} NumberedBlock
 */

const EVM_PREFIX = '0x';
const NUMBER = /^(0|[1-9][0-9]{0,17})$/;

const prefixOf = (chain) => (chain.isEvm ? EVM_PREFIX : '');

/**
 * @param {import('./chain.js').ChainId} chain
 * @param {string} hash 64 hex digits, without a prefix
 * @returns {BlockRef}
 */
export function blockRef(chain, hash) {
  const hashText = prefixOf(chain) + hash;
  return Object.freeze({ chain, hash, hashText, text: chain.text + ' ' + hashText });
}

/**
 * @param {import('./chain.js').ChainId} chain
 * @param {string} text
 * @returns {BlockRef}
 */
export function parseBlockHash(chain, text) {
  const prefix = prefixOf(chain);
  if (!text.startsWith(prefix)) {
    throw new Malformed('block hash without 0x, want 0x and 64 hex digits');
  }
  return blockRef(chain, parseHash(text.slice(prefix.length)));
}

/**
 * A chain, a space and the hash.
 *
 * @param {string} text
 * @returns {BlockRef}
 */
export function parseBlock(text) {
  const space = text.indexOf(' ');
  if (space < 0) {
    throw new Malformed('a block of one word, want a chain and a hash');
  }
  return parseBlockHash(parseChain(text.slice(0, space)), text.slice(space + 1));
}

/**
 * A block by its hash, and the number that it has in its chain.
 *
 * @param {import('./chain.js').ChainId} chain
 * @param {string} number
 * @param {string} hash
 * @returns {NumberedBlock}
 */
export function parseNumberedBlock(chain, number, hash) {
  if (!NUMBER.test(number)) {
    throw new Malformed(`block number ${quoted(number)}, want 0 or up to 18 digits`);
  }
  const ref = parseBlockHash(chain, hash);
  return Object.freeze({
    ref,
    number: BigInt(number),
    chain,
    text: `block ${number}, ${ref.text}`,
  });
}
