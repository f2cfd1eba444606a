/**
 * The hashes of `solvent/sum-tree/v1` (docs/spec/liability-tree.md). The tags 0x00 to 0x05 keep the
 * messages apart, every field has a fixed width or a length before it, and both child sums stand
 * inside the parent's hash: a tree that hashes only the parent's sum is unsound, for each customer
 * can be shown siblings of zero.
 */
import { AMOUNT_END } from '../amount.js';
import { hex, parseHex, prefixed, u128, u64, u8, utf8 } from '../bytes.js';
import { sha256 } from '../hash.js';

export const SCHEME = 'solvent/sum-tree/v1';

/** A tree has at most 2^40 leaves. */
export const MAX_HEIGHT = 40;

const TAG_BYTES = 16;
const LEAF = u8(0x00);
const NODE = u8(0x01);
const LOCATOR = u8(0x02);
const ACCOUNT = u8(0x03);

/** A place in the tree: a hash and the sum below it. @typedef {{hash: string, sum: bigint}} Node */

/** H("solvent/v1/asset" ‖ lp(issuer) ‖ u64 epoch ‖ lp(asset) ‖ u8 decimals)[0..16). */
export function assetTag(issuer, epoch, { ticker, decimals }) {
  return sha256(
    utf8('solvent/v1/asset'),
    prefixed(utf8(issuer)),
    u64(epoch),
    prefixed(utf8(ticker)),
    u8(decimals),
  ).slice(0, TAG_BYTES);
}

/**
 * Where this account's leaf stands in the tree that has this tag. A capability: whoever names it is
 * handed the proof, so it never stands in an address or a log line.
 *
 * @param {import('./secrets.js').AccountKey} accountKey
 * @param {string} accountId
 * @param {Uint8Array} tag
 * @returns {Uint8Array} H(0x02 ‖ H(0x03 ‖ accountKey ‖ lp(accountId)) ‖ tag)
 */
export function locator(accountKey, accountId, tag) {
  const account = sha256(ACCOUNT, accountKey.expose(), prefixed(utf8(accountId)));
  return sha256(LOCATOR, account, tag);
}

/** H(0x00 ‖ locator ‖ u128 balance), and the balance. @returns {Node} */
export function leaf(place, balance) {
  return { hash: hex(sha256(LEAF, place, u128(balance))), sum: balance };
}

/**
 * H(0x01 ‖ u8 level ‖ lHash ‖ u128 lSum ‖ rHash ‖ u128 rSum), and the sum of the sums; undefined
 * where that reaches 2^128.
 *
 * @param {number} level 1 is the parent of two leaves
 * @param {Node} left
 * @param {Node} right
 * @returns {Node | undefined}
 */
export function parent(level, left, right) {
  const sum = left.sum + right.sum;
  if (sum >= AMOUNT_END) {
    return undefined;
  }
  const hash = sha256(
    NODE,
    u8(level),
    parseHex(left.hash),
    u128(left.sum),
    parseHex(right.hash),
    u128(right.sum),
  );
  return { hash: hex(hash), sum };
}
