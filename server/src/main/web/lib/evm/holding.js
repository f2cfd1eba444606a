/** The check of EVM evidence by one reader's rules; its steps are those of docs/spec/evidence-evm.md. */
import { parseAmount } from '../amount.js';
import { equalBytes } from '../bytes.js';
import { blockRef } from '../caip/block.js';
import { Malformed } from '../malformed.js';
import { proveAccount, proveSlot } from './account-state.js';
import { addressIn } from './slots.js';
import { balanceIn, balanceSlot } from './token-rule.js';

/**
 * What the file shows if its block is genuine, or why it shows nothing. An operator can invent a
 * header and a state, so this alone is no balance: the reader's own sources must know the block.
 *
 * @typedef {Readonly<{shown: true, block: import('../caip/block.js').BlockRef, number: bigint,
 *   time: string, account: import('../caip/account.js').AccountRef,
 *   asset: import('../caip/asset.js').AssetRef, units: bigint} |
 *   {shown: false, reason: string, detail: string}>} EvmOutcome
 */

/** Ends a check at its first failure; it never leaves this file. */
class Refusal extends Error {
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * A check that remembers the contracts that it saw proven of tokens that it has rules for: one is the
 * same in the evidence of all its holders.
 *
 * @param {ReadonlyMap<string, import('./token-rule.js').TokenRule>} rules the reader's own, by the
 *   decoded asset
 * @returns {(evidence: import('./evidence.js').EvmEvidence) => EvmOutcome}
 */
export function evmCheck(rules) {
  const prove = rememberedProof();
  return (evidence) => {
    try {
      const { header, account, asset } = evidence;
      return Object.freeze({
        shown: true,
        block: blockRef(account.chain, header.hash),
        number: header.number,
        time: header.time,
        account,
        asset,
        units: amountOf(unitsOf(evidence, rules, prove)),
      });
    } catch (error) {
      if (error instanceof Refusal) {
        return Object.freeze({ shown: false, reason: error.reason, detail: error.message });
      }
      throw error;
    }
  };
}

/** The state of a token's contract, proved once for the same root, address and nodes. */
function rememberedProof() {
  /** @type {Map<string, {nodes: ReadonlyArray<Uint8Array>, state: object}>} */
  const known = new Map();
  return (stateRoot, token, nodes) => {
    const name = stateRoot + token;
    const earlier = known.get(name);
    if (earlier !== undefined && sameNodes(earlier.nodes, nodes)) {
      return earlier.state;
    }
    const state = proveAccount(stateRoot, token, nodes);
    known.set(name, { nodes, state });
    return state;
  };
}

function sameNodes(some, others) {
  return some.length === others.length && some.every((node, i) => equalBytes(node, others[i]));
}

function unitsOf(evidence, rules, prove) {
  const { account, asset, header, accountNodes, storage } = evidence;
  const rule = rules.get(asset.decoded);
  // step 1
  const state = or('ACCOUNT_NOT_PROVEN', () =>
    rule === undefined
      ? proveAccount(header.stateRoot, asset.token ?? account.address, accountNodes)
      : prove(header.stateRoot, asset.token, accountNodes),
  );
  if (asset.token === null) {
    return state.balance;
  }
  // step 2
  if (rule === undefined) {
    throw new Refusal('NO_TOKEN_RULE', `no rule for ${asset.text}, want one`);
  }
  if (!rule.codes.has(state.codeHash)) {
    throw new Refusal('OTHER_CODE', `code 0x${state.codeHash}, want one that the rule names`);
  }
  requireImplementation(storage, rule, state);
  // step 4
  return balanceIn(rule, slotOf(state, storage[0], balanceSlot(rule, account.address)));
}

// step 3
function requireImplementation(storage, rule, state) {
  const wanted = rule.implementation === undefined ? 1 : 2;
  if (storage.length !== wanted) {
    throw new Refusal('SLOT_NOT_PROVEN', `${storage.length} slots, want ${wanted}`);
  }
  if (rule.implementation === undefined) {
    return;
  }
  const found = slotOf(state, storage[1], rule.implementation.slot);
  if (found >> 160n !== 0n || !rule.implementation.accepted.has(addressIn(found))) {
    throw new Refusal(
      'OTHER_IMPLEMENTATION',
      `implementation 0x${found.toString(16)}, want one that the rule names`,
    );
  }
}

function slotOf(state, proof, wanted) {
  if (proof.slot !== wanted) {
    throw new Refusal('SLOT_NOT_PROVEN', `slot ${proof.slot}, want ${wanted} by the rule`);
  }
  return or('SLOT_NOT_PROVEN', () => proveSlot(state, wanted, proof.nodes));
}

// step 5
function amountOf(units) {
  return or('NOT_AN_AMOUNT', () => parseAmount(String(units)));
}

function or(reason, proof) {
  try {
    return proof();
  } catch (error) {
    throw error instanceof Malformed ? new Refusal(reason, error.message) : error;
  }
}
