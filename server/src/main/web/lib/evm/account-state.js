/** What a chain's state holds of one account, and what stands in the account's storage. */
import { hex, parseHex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { keccak256 } from './keccak.js';
import { EMPTY_ROOT, trieValue } from './patricia.js';
import { numberOf, parseRlp, parseRlpList, stringOfLength } from './rlp.js';

const MAX_ACCOUNT_BYTES = 160;

/**
 * @typedef {Readonly<{balance: bigint, storageRoot: string, codeHash: string}>} AccountState
 */

/** An account that the state does not hold: no money, no code, no storage. @type {AccountState} */
const NONE = Object.freeze({
  balance: 0n,
  storageRoot: EMPTY_ROOT,
  codeHash: hex(keccak256()),
});

/**
 * The account under a state root; a proof that shows nothing is malformed.
 *
 * @param {string} stateRoot in hex
 * @param {string} address
 * @param {ReadonlyArray<Uint8Array>} nodes
 * @returns {AccountState}
 */
export function proveAccount(stateRoot, address, nodes) {
  const value = trieValue(stateRoot, keccak256(parseHex(address.slice(2))), nodes);
  return value === null ? NONE : parseAccountState(value);
}

function parseAccountState(rlp) {
  const { items } = parseRlpList(rlp, MAX_ACCOUNT_BYTES);
  if (items.length !== 4) {
    throw new Malformed(`an account of ${items.length} items, want 4`);
  }
  numberOf(items[0], 8); // the nonce, of which nothing is wanted but its form
  return Object.freeze({
    balance: numberOf(items[1], 32),
    storageRoot: hex(stringOfLength(items[2], 32)),
    codeHash: hex(stringOfLength(items[3], 32)),
  });
}

/**
 * A slot of the account's storage, zero where it holds none; else as proveAccount.
 *
 * @param {AccountState} state
 * @param {string} slot in hex
 * @param {ReadonlyArray<Uint8Array>} nodes
 * @returns {bigint}
 */
export function proveSlot(state, slot, nodes) {
  const value = trieValue(state.storageRoot, keccak256(parseHex(slot)), nodes);
  if (value === null) {
    return 0n;
  }
  const word = numberOf(parseRlp(value, 33), 32);
  if (word === 0n) {
    throw new Malformed('a slot that stores zero, want none');
  }
  return word;
}
