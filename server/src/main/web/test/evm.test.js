/** RLP, headers, trie proofs and EVM evidence: docs/spec/evidence-evm.md and what is published. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, hex, parseHex, utf8 } from '../lib/bytes.js';
import { parseAsset } from '../lib/caip/asset.js';
import { parseEvmEvidence } from '../lib/evm/evidence.js';
import { parseHeader } from '../lib/evm/header.js';
import { evmCheck } from '../lib/evm/holding.js';
import { keccak256 } from '../lib/evm/keccak.js';
import { EMPTY_ROOT, trieValue } from '../lib/evm/patricia.js';
import { isList, parseRlp } from '../lib/evm/rlp.js';
import { parseEvmSignature, personalMessageHash, signerOf } from '../lib/evm/signature.js';
import { slotOf, soliditySlot, vyperSlot } from '../lib/evm/slots.js';
import { Malformed } from '../lib/malformed.js';
import * as sample from './evm-samples.js';
import { SlowTrie, rlp } from './slow-trie.js';
import {
  meaninglessBytes,
  mutations,
  readOrMalformed,
  scrambled,
  specExample,
  specText,
} from './spec.js';

const rules = (changed = {}) =>
  new Map([[parseAsset(sample.TOKEN_ASSET).decoded, { ...sample.RULE, ...changed }]]);

const outcome = (evidence, by = rules()) => evmCheck(by)(parseEvmEvidence(sample.json(evidence)));

test('Keccak-256 is that of the yellow paper', () => {
  assert.equal(
    hex(keccak256()),
    'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
  assert.equal(EMPTY_ROOT, '56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421');
});

test("the examples of ethereum.org's page on RLP", () => {
  const lorem = utf8('Lorem ipsum dolor sit amet, consectetur adipisicing elit');
  const none = [];
  const examples = [
    ['83646f67', utf8('dog')],
    ['c88363617483646f67', [utf8('cat'), utf8('dog')]],
    ['80', new Uint8Array(0)],
    ['c0', none],
    ['0f', Uint8Array.of(15)],
    ['820400', Uint8Array.of(4, 0)],
    ['c7c0c1c0c3c0c1c0', [none, [none], [none, [none]]]],
    ['b838' + hex(lorem), lorem],
  ];
  for (const [encoded, value] of examples) {
    assert.equal(hex(rlp(value)), encoded);
    assert.deepEqual(plain(parseRlp(parseHex(encoded), 100)), value);
  }
});

const plain = (value) => (isList(value) ? value.items.map(plain) : value);

test('RLP of other spellings is refused', () => {
  for (const bad of [
    '', '8101', '817f', 'b801ff', 'b90001ff', 'b837' + '11'.repeat(55), 'f800', 'f90000',
    '83646f', 'c883636174', '0000', 'c000', 'bb00000038', 'bfffffffffffffffff',
    'ffffffffffffffffff', 'b90038' + '11'.repeat(56), 'c1'.repeat(17) + 'c0', 'b8', 'f8',
  ]) {
    assert.throws(() => parseRlp(parseHex(bad), 1000), Malformed, bad);
  }
  assert.throws(() => parseRlp(new Uint8Array(11), 10), Malformed);
});

test('what is read as RLP prints back, and nothing but Malformed is thrown', () => {
  for (const bytes of meaninglessBytes(3000, 1)) {
    const value = readOrMalformed((any) => parseRlp(any, 1000), bytes);
    if (value !== null) {
      assert.deepEqual(rlp(plain(value)), bytes);
    }
    assert.equal(readOrMalformed(parseHeader, bytes), null);
    assert.equal(readOrMalformed(parseEvmEvidence, bytes), null);
  }
});

test('the genesis header of Ethereum has the hash that everybody knows', () => {
  const genesis = rlp([
    new Uint8Array(32),
    keccak256(rlp([])),
    new Uint8Array(20),
    parseHex('d7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544'),
    parseHex(EMPTY_ROOT),
    parseHex(EMPTY_ROOT),
    new Uint8Array(256),
    0x400000000n,
    0n,
    5000n,
    0n,
    0n,
    parseHex('11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa'),
    new Uint8Array(32),
    parseHex('0000000000000042'),
  ]);
  const header = parseHeader(genesis);
  assert.equal(header.hash, 'd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3');
  assert.equal(header.number, 0n);
});

test("each fork's header, and fields not known yet, are read; another form is refused", () => {
  const root = hex(keccak256(Uint8Array.of(9)));
  for (let count = 15; count <= 23; count++) {
    const header = parseHeader(rlp(sample.headerFields(root, 5n, count)));
    assert.deepEqual([header.stateRoot, header.number], [root, 5n]);
  }
  const malformed = (fields) => assert.throws(() => parseHeader(rlp(fields)), Malformed);
  malformed(sample.headerFields(root, 5n, 14));
  malformed([...sample.headerFields(root, 5n, 23), ...Array(18).fill(0n)]);
  const good = sample.headerFields(root, 5n, 23);
  const long = new Uint8Array(257).fill(1);
  good.forEach((_, i) => {
    malformed(good.with(i, []));
    if (i !== 12) {
      malformed(good.with(i, long));
    }
  });
  for (const number of [7, 8, 9, 10, 11, 15, 17, 18]) {
    malformed(good.with(number, Uint8Array.of(0, 1)));
  }
  malformed(good.with(11, 253_402_300_800n));
  malformed(good.with(8, 1n << 63n));
});

test('every flipped bit of a header changes its hash or is refused', () => {
  const bytes = rlp(sample.headerFields(EMPTY_ROOT, 5n));
  const { hash } = parseHeader(bytes);
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const changed = bytes.slice();
    changed[bit >> 3] ^= 1 << bit % 8;
    assert.notEqual(readOrMalformed(parseHeader, changed)?.hash, hash);
  }
});

test('the roots of ethereum/tests, TrieTests, and what stands under them', () => {
  const puppy = new SlowTrie()
    .put(utf8('do'), utf8('verb'))
    .put(utf8('dog'), utf8('puppy'))
    .put(utf8('doge'), utf8('coin'))
    .put(utf8('horse'), utf8('stallion'));
  assert.equal(
    puppy.root(),
    '5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84',
  );
  const single = new SlowTrie().put(utf8('A'), utf8('a'.repeat(50)));
  assert.equal(
    single.root(),
    'd23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab',
  );
  const value = (key) => trieValue(puppy.root(), utf8(key), puppy.prove(utf8(key)));
  assert.deepEqual(value('dog'), utf8('puppy'));
  assert.deepEqual(value('horse'), utf8('stallion'));
  assert.equal(value('dot'), null);
  assert.equal(value('d'), null);
});

test('a trie shows what it holds and nothing else, by no list but the whole one', (t) => {
  let proofs = 0;
  for (let round = 0; round < 20; round++) {
    const next = scrambled(round);
    const random = (count) => Uint8Array.from({ length: count }, next);
    const keyBytes = round % 2 ? 32 : 2;
    const held = new Map();
    const trie = new SlowTrie();
    for (let i = 0; i < round * 3; i++) {
      const key = random(keyBytes);
      const value = random(1 + (next() % 40));
      trie.put(key, value);
      held.set(hex(key), value);
    }
    const root = trie.root();
    const strangers = Array.from({ length: 3 }, () => random(keyBytes));
    for (const key of [...[...held.keys()].slice(-4).map(parseHex), ...strangers]) {
      const nodes = trie.prove(key);
      assert.deepEqual(trieValue(root, key, nodes), held.get(hex(key)) ?? null);
      for (let i = 0; i < nodes.length; i++) {
        const fewer = nodes.toSpliced(i, 1);
        const more = nodes.toSpliced(i, 0, nodes[i]);
        assert.throws(() => trieValue(root, key, fewer), Malformed);
        assert.throws(() => trieValue(root, key, more), Malformed);
      }
      proofs++;
    }
  }
  t.diagnostic(`${proofs} proofs`);
});

test('every changed byte of a proof is refused', (t) => {
  const next = scrambled(7);
  const trie = new SlowTrie();
  const keys = Array.from({ length: 40 }, () => Uint8Array.from({ length: 32 }, next));
  keys.forEach((key) => trie.put(key, key.slice(0, 20)));
  const root = trie.root();
  let count = 0;
  for (const key of [keys[0], new Uint8Array(32)]) {
    const nodes = trie.prove(key);
    trieValue(root, key, nodes);
    nodes.forEach((node, i) => {
      for (const changed of mutations(node, i)) {
        assert.throws(() => trieValue(root, key, nodes.with(i, changed)), Malformed);
        count++;
      }
    });
  }
  t.diagnostic(`${count} changed bytes`);
});

test('nodes of a form that no writer makes are refused though their hash is right', () => {
  const nothing = new Uint8Array(0);
  const value = Uint8Array.of(1);
  const leaf = [Uint8Array.of(0x31), value];
  const ways = (...first) => [...first, ...Array(17 - first.length).fill(nothing)];
  const big = [Uint8Array.of(0x31), new Uint8Array(40)];
  const refusals = {
    'a branch with fewer than two ways, want at least two': ways(leaf),
    'an extension before no branch, want a branch': [Uint8Array.of(0x10), leaf],
    'an extension to nothing, want one to a branch': [Uint8Array.of(0x10), nothing],
    'an extension of no length, want at least one half byte': [Uint8Array.of(0), leaf],
    'a path of even length with a filled gap, want a zero there': [Uint8Array.of(0x21, 1), value],
    'a path without its flag, want a first half byte of 0 to 3': [Uint8Array.of(0x41), value],
    'a leaf without a value, want no leaf': [Uint8Array.of(0x20, 1), nothing],
    'a node of 3 items, want 2 or 17': [value, value, value],
    'an RLP string, want a list': value,
    'an RLP list, want a string': [leaf, value],
    'a node of 32 bytes or more inside another, want its hash': ways(big, big),
  };
  for (const [message, node] of Object.entries(refusals)) {
    const bytes = rlp(node);
    assert.throws(
      () => trieValue(hex(keccak256(bytes)), Uint8Array.of(1), [bytes]),
      { name: 'Malformed', message },
    );
  }
  const reference = keccak256(rlp(leaf));
  const parent = rlp(ways(reference, reference));
  assert.throws(
    () => trieValue(hex(keccak256(parent)), Uint8Array.of(1), [parent, rlp(leaf)]),
    /a node below 32 bytes on its own/,
  );
});

test('the example of the specification shows what the text says', () => {
  const shown = evmCheck(new Map())(parseEvmEvidence(specExample('evidence-evm.md')));
  assert.ok(shown.shown);
  const text = specText('evidence-evm.md');
  for (const said of [shown.block.hashText, shown.number, shown.time, shown.units]) {
    assert.ok(text.includes(String(said)), String(said));
  }
});

test('the evidence of a coin and of a token shows their units', () => {
  const coin = outcome(sample.evidence(sample.COIN_ASSET));
  assert.equal(coin.units, sample.COINS);
  const token = outcome(sample.evidence(sample.TOKEN_ASSET));
  assert.deepEqual([token.shown, token.units, token.number], [true, sample.TOKENS, sample.NUMBER]);
  const vyper = sample.evidence(sample.TOKEN_ASSET, {
    asked: [vyperSlot(slotOf(9), sample.HOLDER), sample.IMPLEMENTATION_SLOT],
  });
  assert.equal(outcome(vyper, rules({ layout: 'vyper' })).units, 7n);
  assert.equal(outcome(vyper).reason, 'SLOT_NOT_PROVEN');
});

test('each fault of a token has its reason', () => {
  const own = soliditySlot(slotOf(9), sample.HOLDER);
  const token = (given) => sample.evidence(sample.TOKEN_ASSET, given);
  const asked = (...slots) => token({ asked: slots });
  const reasons = [
    [token(), new Map(), 'NO_TOKEN_RULE'],
    [token(), rules({ codes: new Set([sample.PROXY_CODE]) }), 'OTHER_CODE'],
    [asked(own), rules(), 'SLOT_NOT_PROVEN'],
    [token(), rules({ implementation: undefined }), 'SLOT_NOT_PROVEN'],
    [asked(soliditySlot(slotOf(9), sample.SAFE), sample.IMPLEMENTATION_SLOT), rules(), 'SLOT_NOT_PROVEN'],
    [asked(soliditySlot(slotOf(10), sample.HOLDER), sample.IMPLEMENTATION_SLOT), rules(), 'SLOT_NOT_PROVEN'],
    [asked(own, slotOf(78)), rules(), 'SLOT_NOT_PROVEN'],
    [
      token({ slots: { ...sample.TOKEN_SLOTS, [sample.IMPLEMENTATION_SLOT]: 5n } }),
      rules(),
      'OTHER_IMPLEMENTATION',
    ],
    [
      token({
        slots: {
          ...sample.TOKEN_SLOTS,
          [sample.IMPLEMENTATION_SLOT]: sample.wordOf(sample.IMPLEMENTATION) + (1n << 160n),
        },
      }),
      rules(),
      'OTHER_IMPLEMENTATION',
    ],
    [token({ slots: { ...sample.TOKEN_SLOTS, [own]: 1n << 128n } }), rules(), 'NOT_AN_AMOUNT'],
    [token({ changed: { accountNodes: [] } }), rules(), 'ACCOUNT_NOT_PROVEN'],
    [
      token({ changed: { accountNodes: sample.evidence(sample.COIN_ASSET).accountNodes } }),
      rules(),
      'ACCOUNT_NOT_PROVEN',
    ],
  ];
  for (const [evidence, by, reason] of reasons) {
    assert.equal(outcome(evidence, by).reason, reason);
  }
});

test('a flag above the balance is left off where the rule says so', () => {
  const own = soliditySlot(slotOf(9), sample.HOLDER);
  const slots = { ...sample.TOKEN_SLOTS, [own]: (1n << 255n) + 42n };
  const evidence = sample.evidence(sample.TOKEN_ASSET, { slots });
  assert.equal(outcome(evidence, rules({ bits: 255 })).units, 42n);
  assert.equal(outcome(evidence).reason, 'NOT_AN_AMOUNT');
});

test('what is not there is no money; one contract is proved once for all its holders', () => {
  const own = soliditySlot(slotOf(9), sample.HOLDER);
  const slots = { ...sample.TOKEN_SLOTS, [own]: 0n };
  const evidence = sample.evidence(sample.TOKEN_ASSET, { slots });
  const check = evmCheck(rules());
  const parsed = () => parseEvmEvidence(sample.json(evidence));
  assert.equal(check(parsed()).units, 0n);
  assert.equal(check(parsed()).units, 0n);
  // other nodes for the same contract are looked at anew
  const spoiled = { ...parsed(), accountNodes: [] };
  assert.equal(check(spoiled).reason, 'ACCOUNT_NOT_PROVEN');
});

test('evidence on two chains, of another form or with an unknown field is malformed', () => {
  const good = sample.evidence(sample.TOKEN_ASSET);
  assert.ok(parseEvmEvidence(sample.json(good)));
  for (const changed of [
    { asset: sample.COIN_ASSET },
    { asset: sample.TOKEN_ASSET.replace(':1/', ':10/') },
    { account: 'bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' },
    { storage: [] },
    { storage: [...good.storage, good.storage[0]] },
    { format: 'solvent/evm-evidence/v2' },
    { header: '' },
    { zebra: 1 },
    { accountNodes: Array(66).fill({ rlp: 'gA==' }) },
  ]) {
    assert.throws(() => parseEvmEvidence(sample.json({ ...good, ...changed })), Malformed);
  }
});

test('every changed byte of the evidence shows nothing of that account in that block', (t) => {
  const bytes = sample.json(sample.evidence(sample.TOKEN_ASSET));
  const check = evmCheck(rules());
  const good = check(parseEvmEvidence(bytes));
  let count = 0;
  for (const changed of mutations(bytes, 5, 3)) {
    const evidence = readOrMalformed(parseEvmEvidence, changed);
    const shown = evidence === null ? { shown: false } : check(evidence);
    const same = shown.shown && shown.block.text === good.block.text;
    assert.ok(!same || shown.account.decoded !== good.account.decoded);
    count++;
  }
  t.diagnostic(`${count} changed bytes`);
});

test('the examples of EIP-712, of web3.js and the length of EIP-191 in bytes', () => {
  // EIP-712, Example.js: the digest and what the key keccak("cow") makes of it
  const digest = parseHex('be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2');
  const signature =
    '0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d' +
    '07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c';
  assert.equal(
    signerOf(parseEvmSignature(signature), digest),
    '0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826',
  );
  // the documentation of web3.js, eth.accounts.sign
  const hash = personalMessageHash('Some data');
  assert.equal(hex(hash), '1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655');
  const signed =
    '0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd' +
    '6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c';
  assert.equal(
    signerOf(parseEvmSignature(signed), hash),
    '0x2c7536e3605d9c16a7a3d7b1898e529396a65c23',
  );
  const twoBytes = keccak256(concat(utf8('\u0019Ethereum Signed Message:\n2'), utf8('é')));
  assert.deepEqual(personalMessageHash('é'), twoBytes);
});

test('signatures of other forms are refused', () => {
  const rs = '01'.repeat(64);
  for (const bad of [
    '', '0x', '0x' + rs, `0x${rs}1d`, `0x${rs}02`, `0x${rs}1a`, `0x${rs}1B`, `0X${rs}1b`,
    `0x${'ff'.repeat(64)}1b`, `0x${'00'.repeat(64)}1b`,
  ]) {
    assert.throws(() => parseEvmSignature(bad), Malformed, bad);
  }
});
