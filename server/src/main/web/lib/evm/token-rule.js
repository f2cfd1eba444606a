/**
 * The reader's word that a token of this code keeps its balances in one mapping, a slot each.
 * Without such a rule a slot says nothing: the issuer would choose which number is the balance.
 */
import { soliditySlot, vyperSlot } from './slots.js';

/**
 * `codes` are the hashes of the codes at the token's address for which the rule holds, `bits` how
 * many low bits of a slot are the balance; `implementation` stands for a token that hands its calls
 * on, and says where it keeps to whom, and for whom the rule holds.
 *
 * @typedef {Readonly<{codes: ReadonlySet<string>, layout: 'solidity'|'vyper', mapping: string,
 *   bits: number, implementation: undefined |
 *     Readonly<{slot: string, accepted: ReadonlySet<string>}>}>} TokenRule
 */

/**
 * The balance in what such a slot holds.
 *
 * @param {TokenRule} rule
 * @param {bigint} word
 */
export function balanceIn(rule, word) {
  return BigInt.asUintN(rule.bits, word);
}

/** Where the holder's balance stands. @param {TokenRule} rule @param {string} holder */
export function balanceSlot(rule, holder) {
  return rule.layout === 'vyper'
    ? vyperSlot(rule.mapping, holder)
    : soliditySlot(rule.mapping, holder);
}
