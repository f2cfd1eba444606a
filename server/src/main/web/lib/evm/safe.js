/**
 * A Safe's owners and threshold, out of its storage in one block. The slots stand in this order:
 * singleton (0), number of owners (3), threshold (4), then the list of owners (mapping 2) from the
 * sentinel 1 through each owner back to it (docs/spec/ownership.md, section 5).
 */
import { Malformed } from '../malformed.js';
import { proveAccount, proveSlot } from './account-state.js';
import { readHeader, readNodes, readStorageProof } from './evidence.js';
import { addressIn, slotOf, soliditySlot } from './slots.js';

export const MAX_OWNERS = 64;

const SINGLETON = slotOf(0);
const OWNERS = slotOf(2);
const OWNER_COUNT = slotOf(3);
const THRESHOLD = slotOf(4);
const SENTINEL = addressIn(1n);
const BEFORE_OWNERS = 3;
const LEAST = BEFORE_OWNERS + 2;
const MOST = BEFORE_OWNERS + MAX_OWNERS + 1;

/**
 * The contracts that the reader knows to be Safes: the hashes of their proxies' codes, and the
 * contracts that these may hand their calls to. Both count, since anyone can point a Safe's proxy
 * elsewhere.
 *
 * @typedef {Readonly<{proxies: ReadonlySet<string>, singletons: ReadonlySet<string>}>} SafeRule
 * @typedef {Readonly<{header: import('./header.js').BlockHeader,
 *   accountNodes: ReadonlyArray<Uint8Array>,
 *   storage: ReadonlyArray<import('./evidence.js').StorageProof>}>} SafeProof
 */

/** @param {import('../fields.js').Fields} fields @returns {SafeProof} */
export function readSafeProof(fields) {
  const header = readHeader(fields);
  const accountNodes = readNodes(fields, 'accountNodes');
  const storage = fields.list('storage', LEAST, MOST, readStorageProof);
  return Object.freeze({ header, accountNodes, storage });
}

/**
 * Who must sign, if the block is genuine. A proof that does not show it is malformed.
 *
 * @param {SafeProof} proof
 * @param {string} safe its address
 * @param {SafeRule} rule
 * @returns {{owners: ReadonlySet<string>, threshold: number}}
 */
export function safeOwners(proof, safe, rule) {
  const state = proveAccount(proof.header.stateRoot, safe, proof.accountNodes);
  if (!rule.proxies.has(state.codeHash)) {
    throw new Malformed(`code 0x${state.codeHash}, want that of a Safe that the reader knows`);
  }
  const word = (index, slot) => wordIn(proof, state, index, slot);
  const singleton = word(0, SINGLETON);
  if (singleton >> 160n !== 0n || !rule.singletons.has(addressIn(singleton))) {
    throw new Malformed(`singleton 0x${singleton.toString(16)}, want one that the reader knows`);
  }
  const count = word(1, OWNER_COUNT);
  const threshold = word(2, THRESHOLD);
  const owners = ownerList(proof, word);
  if (count !== BigInt(owners.size) || threshold < 1n || threshold > count) {
    throw new Malformed(
      `a Safe of ${owners.size} owners that counts ${count} and wants ${threshold} of them, ` +
        'want figures that fit',
    );
  }
  return { owners, threshold: Number(threshold) };
}

function ownerList(proof, word) {
  const owners = new Set();
  const end = proof.storage.length - 1;
  let at = SENTINEL;
  for (let i = BEFORE_OWNERS; i <= end; i++) {
    const next = word(i, soliditySlot(OWNERS, at));
    if (next === 0n || next >> 160n !== 0n) {
      throw new Malformed(`the list of owners ends at ${at}, want the sentinel`);
    }
    at = addressIn(next);
    if ((at === SENTINEL) !== (i === end) || owners.has(at)) {
      throw new Malformed(
        `the list of owners goes on to ${at}, want each owner once, then the sentinel`,
      );
    }
    if (i !== end) {
      owners.add(at);
    }
  }
  return owners;
}

function wordIn(proof, state, index, wanted) {
  const { slot, nodes } = proof.storage[index];
  if (slot !== wanted) {
    throw new Malformed(`slot ${slot}, want ${wanted}`);
  }
  return proveSlot(state, wanted, nodes);
}
