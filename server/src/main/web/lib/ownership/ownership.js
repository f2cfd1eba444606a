/** The check of a proof of ownership; its steps are those of docs/spec/ownership.md, section 6. */
import { blockRef } from '../caip/block.js';
import { seconds } from '../timestamp.js';
import { Refusal } from './refusal.js';
import { signersOf } from './signers.js';

/**
 * What a proof of ownership is held against. `checkpoints` are those of the log, each its size, a
 * space and its root, as the caller found by consistency with the one it trusts; `blocks` are those
 * that the reader's own sources confirm, by their text, with their times; `longestAge` is in seconds.
 *
 * @typedef {Readonly<{issuer: string, logOrigin: string,
 *   account: import('../caip/account.js').AccountRef, checkpoints: ReadonlySet<string>,
 *   blocks: ReadonlyMap<string, string>, now: string, longestAge: number,
 *   safes: import('../evm/safe.js').SafeRule}>} Expectation
 *
 * `by` are the addresses whose keys signed: the account's own, or a Safe's owners; `age` is how many
 * seconds ago the challenge's block was, to be shown.
 *
 * @typedef {Readonly<{signed: true, by: string[], age: number,
 *   challenge: import('./challenge.js').OwnershipChallenge} |
 *   {signed: false, reason: string, detail: string}>} OwnershipOutcome
 */

/**
 * @param {import('./proof.js').OwnershipProof} proof
 * @param {Expectation} expected
 * @returns {OwnershipOutcome}
 */
export function checkOwnership(proof, expected) {
  const { challenge, safe } = proof;
  try {
    requireSubject(challenge, expected);
    const age = ageOf(challenge.block, expected);
    if (challenge.expires <= expected.now) {
      throw new Refusal(
        'EXPIRED',
        `expired at ${challenge.expires}, now it is ${expected.now}`,
      );
    }
    requireYoung(challenge.block, age, expected);
    if (safe !== undefined) {
      const block = blockRef(challenge.account.chain, safe.header.hash);
      requireYoung(block, ageOf(block, expected), expected);
    }
    const by = signersOf(proof, expected.safes);
    return Object.freeze({ signed: true, by, challenge, age });
  } catch (error) {
    if (error instanceof Refusal) {
      return Object.freeze({ signed: false, reason: error.reason, detail: error.message });
    }
    throw error;
  }
}

// steps 1 to 4
function requireSubject(challenge, expected) {
  requireSame('OTHER_ISSUER', 'issuer', challenge.issuer, expected.issuer);
  requireSame('OTHER_LOG', 'log', challenge.logOrigin, expected.logOrigin);
  if (challenge.account.decoded !== expected.account.decoded) {
    throw new Refusal(
      'OTHER_ACCOUNT',
      `account ${challenge.account.text}, want ${expected.account.text}`,
    );
  }
  if (!expected.checkpoints.has(challenge.checkpoint.text)) {
    throw new Refusal(
      'UNKNOWN_CHECKPOINT',
      `checkpoint ${challenge.checkpoint.text}, want one that is the log's`,
    );
  }
}

function requireSame(reason, what, found, wanted) {
  if (found !== wanted) {
    throw new Refusal(reason, `${what} ${found}, want ${wanted}`);
  }
}

// steps 5 and 6
function ageOf(block, expected) {
  const time = expected.blocks.get(block.text);
  if (time === undefined) {
    throw new Refusal(
      'UNKNOWN_BLOCK',
      `block ${block.text}, want one that your sources confirm`,
    );
  }
  const age = seconds(expected.now) - seconds(time);
  if (age < 0) {
    throw new Refusal('NOT_YET', `block ${block.text} of ${time}, now it is ${expected.now}`);
  }
  return age;
}

// step 8
function requireYoung(block, age, expected) {
  if (age > expected.longestAge) {
    throw new Refusal(
      'TOO_OLD',
      `block ${block.text} is ${age} s old, want at most ${expected.longestAge}`,
    );
  }
}
