/** Proofs of ownership: docs/spec/ownership.md, every method, and every reason for which one fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base64 } from '../lib/base64.js';
import { hash160 } from '../lib/bitcoin/hashes.js';
import { keyHashScript } from '../lib/bitcoin/scripts.js';
import { magicHash } from '../lib/bitcoin/signed-message.js';
import { segwitHash, toSpend } from '../lib/bitcoin/to-sign.js';
import { lengthBytes, sized } from '../lib/bitcoin/wire.js';
import { EMPTY, concat, fromUtf8, hex, parseHex } from '../lib/bytes.js';
import { parseAccount } from '../lib/caip/account.js';
import { blockRef } from '../lib/caip/block.js';
import { parseChain } from '../lib/caip/chain.js';
import { MAX_OWNERS } from '../lib/evm/safe.js';
import { slotOf, soliditySlot } from '../lib/evm/slots.js';
import { Malformed } from '../lib/malformed.js';
import { parseChallenge } from '../lib/ownership/challenge.js';
import { checkOwnership } from '../lib/ownership/ownership.js';
import { parseOwnershipProof } from '../lib/ownership/proof.js';
import { ownershipTypedDataHash } from '../lib/ownership/typed-data.js';
import * as safes from './evm-samples.js';
import {
  ACCOUNT,
  BLOCK,
  BLOCK_TIME,
  DAYS,
  NOW,
  addressOf,
  challenge,
  challengeText,
  expectation,
  proofFile,
  secret,
  signHash,
  signText,
} from './ownership-samples.js';
import {
  meaninglessBytes,
  mutations,
  readOrMalformed,
  specBlocks,
  specExample,
  specText,
} from './spec.js';

const outcome = (file, expected) => checkOwnership(parseOwnershipProof(file), expected);

const good = () => proofFile(challengeText(), 'eip191', [signText(secret(0), challengeText())]);

test('the example of the specification is signed, and its typed data is what the text says', () => {
  const proof = parseOwnershipProof(specExample('ownership.md'));
  const { account, block, checkpoint, text } = proof.challenge;
  assert.equal(text, specBlocks('ownership.md', 'text')[0]);
  const expected = expectation(account.text, {
    checkpoints: new Set([checkpoint.text]),
    blocks: new Map([[block.text, BLOCK_TIME]]),
  });
  const signed = checkOwnership(proof, expected);
  assert.deepEqual([signed.signed, signed.by], [true, [account.address]]);
  const typed = hex(ownershipTypedDataHash(proof.challenge));
  assert.ok(specText('ownership.md').includes(`\`${typed}\``), typed);
});

test('a key of an EVM chain signs the text or the typed data', () => {
  const personal = outcome(good(), expectation(ACCOUNT));
  assert.deepEqual([personal.signed, personal.age], [true, 32 * DAYS]);
  const typed = signHash(secret(0), ownershipTypedDataHash(challenge()));
  assert.ok(outcome(proofFile(challengeText(), 'eip712', [typed]), expectation(ACCOUNT)).signed);
  const crossed = proofFile(challengeText(), 'eip191', [typed]);
  assert.equal(outcome(crossed, expectation(ACCOUNT)).reason, 'NOT_SIGNED');
  const zeroBased = signText(secret(0), challengeText()).replace(/1b$/, '00').replace(/1c$/, '01');
  assert.ok(outcome(proofFile(challengeText(), 'eip191', [zeroBased]), expectation(ACCOUNT)).signed);
});

test('each fault has its reason, in the order of the steps', () => {
  const signed = (changed, account) => {
    const text = challengeText(account, changed);
    return proofFile(text, 'eip191', [signText(secret(0), text)]);
  };
  const otherBlock = `eip155:1 0x${'07'.repeat(32)}`;
  const reasons = [
    ['OTHER_ISSUER', signed({ issuer: 'other.example' })],
    ['OTHER_LOG', signed({ log: 'other.example/log' })],
    ['OTHER_ACCOUNT', signed({}, `eip155:10:${addressOf(secret(0))}`)],
    ['OTHER_ACCOUNT', signed({}, `eip155:1:${addressOf(secret(1))}`)],
    ['UNKNOWN_CHECKPOINT', signed({ checkpoint: `7 ${'00'.repeat(32)}` })],
    ['UNKNOWN_BLOCK', signed({ block: otherBlock })],
    ['EXPIRED', signed({ expires: NOW })],
    ['NOT_YET', good(), { now: '2026-07-31T23:59:59Z' }],
    ['TOO_OLD', good(), { longestAge: 32 * DAYS - 1 }],
    ['NOT_SIGNED', proofFile(challengeText(), 'eip191', [signText(secret(1), challengeText())])],
    ['MALFORMED_SIGNATURE', proofFile(challengeText(), 'eip191', ['0x'])],
  ];
  for (const [reason, file, changed] of reasons) {
    const found = outcome(file, expectation(ACCOUNT, changed));
    assert.equal(found.reason, reason, found.detail);
  }
  assert.ok(outcome(good(), expectation(ACCOUNT, { longestAge: 32 * DAYS })).signed);
  assert.ok(outcome(good(), expectation(ACCOUNT, { now: BLOCK_TIME })).signed);
  assert.ok(outcome(signed({ expires: '2026-09-02T00:00:01Z' }), expectation(ACCOUNT)).signed);
});

test('every reason is in the text of the specification', () => {
  for (const reason of [
    'OTHER_ISSUER', 'OTHER_LOG', 'OTHER_ACCOUNT', 'UNKNOWN_CHECKPOINT', 'UNKNOWN_BLOCK', 'NOT_YET',
    'EXPIRED', 'TOO_OLD', 'MALFORMED_SIGNATURE', 'UNSUPPORTED', 'SAFE_NOT_PROVEN',
    'TOO_FEW_OWNERS', 'NOT_SIGNED',
  ]) {
    assert.ok(specText('ownership.md').includes(`\`${reason}\``), reason);
  }
});

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const SPEC_ACCOUNT = `${BITCOIN}:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4`;
const SPEC_SECRET = parseHex('1'.padStart(64, '0')); // the key of BIP-173's examples

test("Bitcoin's two methods sign the text for the address of their key", () => {
  const text = challengeText(SPEC_ACCOUNT);
  const expected = expectation(SPEC_ACCOUNT);
  const signed = magicHash('Bitcoin Signed Message:\n', text);
  const [id, ...rs] = secp256k1.sign(signed, SPEC_SECRET, { prehash: false, format: 'recovered' });
  const message = (header) => base64(concat([header + id], Uint8Array.from(rs)));
  assert.ok(outcome(proofFile(text, 'bip137', [message(39)]), expected).signed);
  for (const [header, reason] of [
    [31, 'UNSUPPORTED'],
    [35, 'UNSUPPORTED'],
    [43, 'MALFORMED_SIGNATURE'],
  ]) {
    assert.equal(outcome(proofFile(text, 'bip137', [message(header)]), expected).reason, reason);
  }
  const key = secp256k1.getPublicKey(SPEC_SECRET, true);
  const spent = toSpend(parseHex(parseAccount(SPEC_ACCOUNT).bytes), text);
  const toSign = { version: 0, spent, inputScript: EMPTY, sequence: 0, lockTime: 0, witness: [] };
  const hash = segwitHash(toSign, keyHashScript(hash160(key)));
  const der = secp256k1.sign(hash, SPEC_SECRET, { prehash: false, format: 'der' });
  const witness = concat(lengthBytes(2), sized(concat(der, [1])), sized(key));
  assert.ok(outcome(proofFile(text, 'bip322', [base64(witness)]), expected).signed);
  const other = challengeText(SPEC_ACCOUNT, { expires: '2027-01-01T00:00:00Z' });
  assert.equal(outcome(proofFile(other, 'bip322', [base64(witness)]), expected).reason, 'NOT_SIGNED');
  assert.equal(outcome(proofFile(text, 'bip322', ['pof']), expected).reason, 'UNSUPPORTED');
});

const SAFE_ACCOUNT = `eip155:1:${safes.SAFE}`;
const owners = [1, 2, 3].map((number) => addressOf(secret(number)));

function safeFile(proof, ...keys) {
  const text = challengeText(SAFE_ACCOUNT);
  return proofFile(text, 'safe', keys.map((key) => signText(secret(key), text)), proof);
}

function safeOutcome(file, blocks = {}) {
  const { header } = parseOwnershipProof(file).safe;
  const block = blockRef(parseChain('eip155:1'), header.hash).text;
  const known = new Map([[BLOCK, BLOCK_TIME], [block, BLOCK_TIME], ...Object.entries(blocks)]);
  return outcome(file, expectation(SAFE_ACCOUNT, { blocks: known }));
}

test('as many of a Safe’s owners sign as it wants, and nobody else', () => {
  const proof = safes.safeProof(owners, 2);
  const signed = safeOutcome(safeFile(proof, 3, 1));
  assert.deepEqual(signed.by, [owners[0], owners[2]].sort());
  for (const [reason, ...keys] of [
    ['TOO_FEW_OWNERS', 1],
    ['TOO_FEW_OWNERS', 1, 1],
    ['NOT_SIGNED', 1, 4],
  ]) {
    assert.equal(safeOutcome(safeFile(proof, ...keys)).reason, reason);
  }
  const unconfirmed = outcome(safeFile(proof, 1, 2), expectation(SAFE_ACCOUNT));
  assert.equal(unconfirmed.reason, 'UNKNOWN_BLOCK');
  const file = safeFile(proof, 1, 2);
  const block = blockRef(parseChain('eip155:1'), parseOwnershipProof(file).safe.header.hash).text;
  assert.equal(safeOutcome(file, { [block]: '2026-07-01T00:00:00Z' }).reason, 'TOO_OLD');
});

test('a Safe whose storage does not fit is not proven', () => {
  const list = (address) => soliditySlot(slotOf(2), address);
  const all = [
    { [slotOf(0)]: safes.wordOf(safes.TOKEN) },
    { [slotOf(0)]: safes.wordOf(safes.SINGLETON) + (1n << 200n) },
    { [slotOf(3)]: 2n },
    { [slotOf(3)]: 1n << 255n },
    { [slotOf(4)]: 0n },
    { [slotOf(4)]: 4n },
    { [list(owners[0])]: 0n },
    { [list(owners[0])]: safes.wordOf(owners[0]) },
    { [list(owners[2])]: safes.wordOf(owners[1]) },
    { [list(owners[1])]: 1n },
    { [list(owners[1])]: safes.wordOf(owners[2]) + (1n << 160n) },
  ];
  for (const faults of all) {
    const found = safeOutcome(safeFile(safes.safeProof(owners, 2, faults), 1, 2));
    assert.equal(found.reason, 'SAFE_NOT_PROVEN', JSON.stringify(Object.keys(faults)));
  }
  const proof = safes.safeProof(owners, 2);
  const swapped = { ...proof, storage: [proof.storage[1], proof.storage[0], ...proof.storage.slice(2)] };
  assert.equal(safeOutcome(safeFile(swapped, 1, 2)).reason, 'SAFE_NOT_PROVEN');
  const short = { ...proof, storage: proof.storage.slice(0, -1) };
  assert.equal(safeOutcome(safeFile(short, 1, 2)).reason, 'SAFE_NOT_PROVEN');
  const unknown = { proxies: new Set(), singletons: new Set() };
  const file = safeFile(proof, 1, 2);
  const { header } = parseOwnershipProof(file).safe;
  const block = blockRef(parseChain('eip155:1'), header.hash).text;
  const blocks = new Map([[BLOCK, BLOCK_TIME], [block, BLOCK_TIME]]);
  const found = outcome(file, expectation(SAFE_ACCOUNT, { blocks, safes: unknown }));
  assert.equal(found.reason, 'SAFE_NOT_PROVEN');
});

test('a challenge has one spelling', () => {
  const text = challengeText();
  assert.equal(parseChallenge(text).text, text);
  const lines = text.split('\n');
  const changedLines = [
    ['checkpoint', `0 ${'00'.repeat(32)}`],
    ['checkpoint', `06 ${'00'.repeat(32)}`],
    ['checkpoint', `9007199254740992 ${'00'.repeat(32)}`],
    ['checkpoint', '6'],
    ['expires', '2026-12-31'],
    ['issuer', 'Exchange.example'],
    ['log', 'a log'],
    ['log', 'a+log'],
    ['log', ''],
    ['log', 'x'.repeat(256)],
    ['block', 'eip155:1'],
    ['account', 'eip155:1'],
  ];
  const all = [
    '', text + '\n', text + ' ', ' ' + text, text.replaceAll('\n', '\r\n'), text.replace('v1', 'v2'),
    lines.slice(0, 6).join('\n'), [...lines, 'more'].join('\n'),
    [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'), text + 'x'.repeat(2000),
    ...changedLines.map(([name, value]) => challengeText(ACCOUNT, { [name]: value })),
  ];
  for (const bad of all) {
    assert.throws(() => parseChallenge(bad), Malformed, bad);
  }
});

test('a file whose method, signatures and Safe do not fit is malformed', () => {
  const text = challengeText();
  const signature = signText(secret(0), text);
  const proof = safes.safeProof(owners, 2);
  for (const file of [
    proofFile(text, 'eip1271', [signature]),
    proofFile(text, '__proto__', [signature]),
    proofFile(text, 'bip322', [signature]),
    proofFile(text, 'eip191', [signature, signature]),
    proofFile(text, 'eip191', []),
    proofFile(text, 'eip191', [signature], proof),
    proofFile(text, 'safe', [signature]),
    proofFile(text, 'safe', Array(MAX_OWNERS + 1).fill(signature), proof),
    proofFile(text + '\n', 'eip191', [signature]),
    proofFile(challengeText(SPEC_ACCOUNT), 'eip191', [signature]),
  ]) {
    assert.throws(() => parseOwnershipProof(file), Malformed, fromUtf8(file));
  }
});

test('no changed byte of a proof, and no other bytes, are signed', (t) => {
  let count = 0;
  const ofSafe = safeFile(safes.safeProof(owners, 2), 1, 2);
  const { header } = parseOwnershipProof(ofSafe).safe;
  const blocks = new Map([[BLOCK, BLOCK_TIME], [`eip155:1 0x${header.hash}`, BLOCK_TIME]]);
  for (const [file, account, step] of [[good(), ACCOUNT, 1], [ofSafe, SAFE_ACCOUNT, 17]]) {
    assert.ok(outcome(file, expectation(account, { blocks })).signed);
    for (const changed of mutations(file, 23, step)) {
      const read = readOrMalformed(parseOwnershipProof, changed);
      assert.ok(read === null || !checkOwnership(read, expectation(account, { blocks })).signed);
      count++;
    }
  }
  for (const bytes of meaninglessBytes(500, 3)) {
    assert.equal(readOrMalformed(parseOwnershipProof, bytes), null);
  }
  t.diagnostic(`${count} changed bytes`);
});
