/** A chain's state with a holder, a token and a Safe in it, and the evidence that it gives. */
import { parseAccount } from '../lib/caip/account.js';
import { parseAsset } from '../lib/caip/asset.js';
import { hex, parseHex, utf8 } from '../lib/bytes.js';
import { base64 } from '../lib/base64.js';
import { keccak256 } from '../lib/evm/keccak.js';
import { slotOf, soliditySlot, vyperSlot } from '../lib/evm/slots.js';
import { SlowTrie, rlp } from './slow-trie.js';

export const HOLDER = '0x' + '52'.repeat(20);
export const TOKEN = '0x' + '70'.repeat(20);
export const SAFE = '0x' + '5a'.repeat(20);
export const IMPLEMENTATION = '0x' + '1f'.repeat(20);
export const SINGLETON = '0x' + '51'.repeat(20);
const TOKEN_CODE = hex(keccak256(Uint8Array.of(1)));
export const PROXY_CODE = hex(keccak256(Uint8Array.of(2)));
export const IMPLEMENTATION_SLOT = slotOf(77);
export const COINS = 1_500_000_000_000_000_000n;
export const TOKENS = 120_000_000_000n;
export const NUMBER = 25_007_200n;
export const TIME = 1_780_000_000n;

export const COIN_ASSET = 'eip155:1/slip44:60';
export const TOKEN_ASSET = `eip155:1/erc20:${TOKEN}`;

const bytesOf = (address) => parseHex(address.slice(2));
export const wordOf = (address) => BigInt(address);

export const RULE = {
  codes: new Set([TOKEN_CODE]),
  layout: 'solidity',
  mapping: slotOf(9),
  bits: 256,
  implementation: { slot: IMPLEMENTATION_SLOT, accepted: new Set([IMPLEMENTATION]) },
};

export const TOKEN_SLOTS = {
  [soliditySlot(slotOf(9), HOLDER)]: TOKENS,
  [soliditySlot(slotOf(9), SAFE)]: 5n,
  [soliditySlot(slotOf(10), HOLDER)]: TOKENS << 20n,
  [vyperSlot(slotOf(9), HOLDER)]: 7n,
  [IMPLEMENTATION_SLOT]: wordOf(IMPLEMENTATION),
};

export const SAFE_RULE = { proxies: new Set([PROXY_CODE]), singletons: new Set([SINGLETON]) };

/** A contract's storage; what is zero is not stored. */
function storageTrie(slots) {
  const trie = new SlowTrie();
  for (const [slot, value] of Object.entries(slots)) {
    if (value !== 0n) {
      trie.putHashed(parseHex(slot), value);
    }
  }
  return trie;
}

const account = (balance, storage, code) => [1n, balance, parseHex(storage.root()), parseHex(code)];

function stateTrie(token, safe) {
  return new SlowTrie()
    .putHashed(bytesOf(HOLDER), account(COINS, new SlowTrie(), hex(keccak256())))
    .putHashed(bytesOf(TOKEN), account(1n, token, TOKEN_CODE))
    .putHashed(bytesOf(SAFE), account(0n, safe, PROXY_CODE));
}

/** The fields of a header, as far as a fork has them. */
export function headerFields(stateRoot, number, count = 21) {
  const word = keccak256(Uint8Array.of(count));
  return [
    word, word, new Uint8Array(20), parseHex(stateRoot), word, word, new Uint8Array(256),
    0n, number, 30_000_000n, 30_000_000n, TIME, utf8('sol'), word, new Uint8Array(8),
    10n, word, 0n, 0n, word, word, word, 0n,
  ].slice(0, count);
}

const listed = (nodes) => nodes.map((node) => ({ rlp: base64(node) }));

function storageProof(trie, slot) {
  return { nodes: listed(trie.proveHashed(parseHex(slot))), slot };
}

/** A file of evidence, as an object in the order of its canonical print. */
export function evidence(asset, { slots = TOKEN_SLOTS, asked, changed } = {}) {
  const token = storageTrie(slots);
  const state = stateTrie(token, new SlowTrie());
  const parsed = parseAsset(asset);
  const wanted =
    asked ?? (parsed.token === null ? [] : [soliditySlot(slotOf(9), HOLDER), IMPLEMENTATION_SLOT]);
  return {
    account: `eip155:1:${HOLDER}`,
    accountNodes: listed(state.proveHashed(bytesOf(parsed.token ?? HOLDER))),
    asset,
    format: 'solvent/evm-evidence/v1',
    header: base64(rlp(headerFields(state.root(), NUMBER))),
    storage: wanted.map((slot) => storageProof(token, slot)),
    ...changed,
  };
}

/** The proof of a Safe of these owners, its storage changed where the faults say. */
export function safeProof(owners, threshold, faults = {}) {
  const asked = [slotOf(0), slotOf(3), slotOf(4)];
  const slots = {
    [slotOf(0)]: wordOf(SINGLETON),
    [slotOf(3)]: BigInt(owners.length),
    [slotOf(4)]: BigInt(threshold),
  };
  const sentinel = '0x' + '1'.padStart(40, '0');
  [sentinel, ...owners].forEach((before, i) => {
    const slot = soliditySlot(slotOf(2), before);
    slots[slot] = wordOf(owners[i] ?? sentinel);
    asked.push(slot);
  });
  const storage = storageTrie({ ...slots, ...faults });
  const state = stateTrie(storageTrie(TOKEN_SLOTS), storage);
  return {
    accountNodes: listed(state.proveHashed(bytesOf(SAFE))),
    header: base64(rlp(headerFields(state.root(), NUMBER + 1n))),
    storage: asked.map((slot) => storageProof(storage, slot)),
  };
}

export const json = (value) => utf8(JSON.stringify(value));
export const holder = () => parseAccount(`eip155:1:${HOLDER}`);
