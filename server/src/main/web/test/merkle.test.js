/** The liability tree: the vectors of fixtures/vectors/tree, and that no change of a proof is taken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAccountId } from '../lib/account-id.js';
import { AMOUNT_END, parseAmount, toDecimal } from '../lib/amount.js';
import { hex } from '../lib/bytes.js';
import { parseHash } from '../lib/hash.js';
import { readOrNone } from '../lib/malformed.js';
import { assetTag, leaf, locator, MAX_HEIGHT, parent } from '../lib/merkle/hashes.js';
import { checkInclusion } from '../lib/merkle/inclusion.js';
import { AccountKey, CustomerKey } from '../lib/merkle/secrets.js';
import { makeAsset, parseIssuer, parseTicker } from '../lib/names.js';
import { repoJson, repoNames } from './files.js';

const vectors = repoJson('fixtures', 'vectors', 'tree', 'tree-v1.json');
const { issuer, epoch, accounts, trees } = vectors;

const keyOf = (id) => CustomerKey.parse(accounts[id].customerKey).accountKey(epoch);

const assetOf = (tree) => makeAsset(parseTicker(tree.asset), tree.decimals);

function committed(tree) {
  const { root, total, height } = tree;
  return { issuer, epoch, asset: assetOf(tree), commitment: { root, total: BigInt(total), height } };
}

function proofOf(tree, { balance, index, siblings }) {
  return {
    asset: assetOf(tree),
    balance: BigInt(balance),
    index: BigInt(index),
    siblings: siblings.map(({ hash, sum }) => ({ hash, sum: BigInt(sum) })),
  };
}

test('the keys of every account follow from its customer key', () => {
  for (const [id, { accountKey }] of Object.entries(accounts)) {
    assert.ok(keyOf(parseAccountId(id)).equals(AccountKey.parse(accountKey)), id);
    assert.ok(!keyOf(id).equals(CustomerKey.parse(accountKey)), 'another kind of secret');
  }
});

test('a secret is not shown by accident', () => {
  const key = CustomerKey.parse(accounts.bob.customerKey);
  const secret = accounts.bob.customerKey;
  assert.ok(![JSON.stringify({ key }), String(key), `${Object.values(key)}`].some((text) =>
    text.includes(secret.slice(0, 8)),
  ));
});

test('every tag, locator, leaf and proof of the whole trees is as computed elsewhere', (t) => {
  let proofs = 0;
  for (const tree of trees) {
    const tag = assetTag(issuer, epoch, assetOf(tree));
    assert.equal(hex(tag), tree.assetTag);
    for (const want of tree.proofs) {
      const place = locator(keyOf(want.account), want.account, tag);
      assert.equal(hex(place), tree.leaves[want.index].locator);
      const { reason, path } = checkInclusion(
        committed(tree),
        keyOf(want.account),
        want.account,
        proofOf(tree, want),
      );
      assert.equal(reason, undefined, want.account);
      assert.equal(path.length, tree.height + 1);
      assert.deepEqual(path.at(-1), { hash: tree.root, sum: BigInt(tree.total) });
      proofs++;
    }
  }
  assert.equal(proofs, 10);
  t.diagnostic(`${proofs} proofs of ${trees.length} trees`);
});

test('whole trees fold to their roots', () => {
  for (const tree of trees) {
    let level = tree.leaves.map(({ locator: place, balance }) =>
      leaf(Uint8Array.from(Buffer.from(place, 'hex')), BigInt(balance)),
    );
    for (let height = 1; level.length > 1; height++) {
      level = level.flatMap((left, i) => (i % 2 ? [] : [parent(height, left, level[i + 1])]));
    }
    assert.deepEqual(level, [{ hash: tree.root, sum: BigInt(tree.total) }]);
  }
});

/** Reads and checks one case of tree/inclusion, in the steps of fixtures/vectors/README.md. */
function resultOf({ attested, accountId, accountKey, proof }) {
  const read = readOrNone(() => ({
    attested: {
      issuer: parseIssuer(attested.issuer),
      epoch: attested.epoch,
      asset: makeAsset(parseTicker(attested.asset), attested.decimals),
      commitment: {
        root: parseHash(attested.root),
        total: parseAmount(attested.total),
        height: attested.height,
      },
    },
    id: parseAccountId(accountId),
    key: AccountKey.parse(accountKey),
    proof: {
      asset: makeAsset(parseTicker(proof.asset), proof.decimals),
      balance: parseAmount(proof.balance),
      index: BigInt(proof.index),
      siblings: proof.siblings.map(({ hash, sum }) => ({
        hash: parseHash(hash),
        sum: parseAmount(sum),
      })),
    },
  }));
  if (read === undefined) {
    return 'MALFORMED';
  }
  return checkInclusion(read.attested, read.key, read.id, read.proof).reason ?? 'accepted';
}

test('every case of tree/inclusion is decided as it says', (t) => {
  const names = repoNames('.json', 'fixtures', 'vectors', 'tree', 'inclusion');
  const counts = new Map();
  for (const name of names) {
    const { input, result } = repoJson('fixtures', 'vectors', 'tree', 'inclusion', name);
    assert.equal(resultOf(input), result, name);
    counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  assert.ok(names.length > 100 && counts.size === 9);
  t.diagnostic(`${names.length} cases: ${[...counts].map((pair) => pair.join(' ')).join(', ')}`);
});

test('no proof with one bit changed is taken', (t) => {
  const tree = trees.find(({ proofs, height }) => proofs.length > 0 && height >= 2);
  const [want] = tree.proofs;
  const good = proofOf(tree, want);
  const attested = committed(tree);
  const key = keyOf(want.account);
  const refused = (proof, to = attested, by = key, id = want.account) =>
    assert.notEqual(checkInclusion(to, by, id, proof).reason, undefined);
  let changes = 0;
  for (let bit = 0n; bit < 128n; bit++, changes++) {
    refused({ ...good, balance: good.balance ^ (1n << bit) });
  }
  for (let bit = 0n; bit < 64n; bit++, changes++) {
    refused({ ...good, index: good.index ^ (1n << bit) });
  }
  good.siblings.forEach((sibling, i) => {
    const withSibling = (other) => ({ ...good, siblings: good.siblings.map((each, at) => (at === i ? other : each)) });
    for (let bit = 0n; bit < 128n; bit++, changes++) {
      refused(withSibling({ ...sibling, sum: sibling.sum ^ (1n << bit) }));
    }
    for (let bit = 0n; bit < 256n; bit++, changes++) {
      const hash = (BigInt(`0x${sibling.hash}`) ^ (1n << bit)).toString(16).padStart(64, '0');
      refused(withSibling({ ...sibling, hash }));
    }
    refused({ ...good, siblings: good.siblings.filter((_, at) => at !== i) });
    refused({ ...good, siblings: [...good.siblings, sibling] });
  });
  const { commitment } = attested;
  refused(good, { ...attested, epoch: epoch + 1 });
  refused(good, { ...attested, issuer: 'other.example' });
  refused(good, { ...attested, commitment: { ...commitment, total: commitment.total + 1n } });
  refused(good, attested, keyOf('bob'));
  refused(good, attested, key, `${want.account}.`);
  t.diagnostic(`${changes} bits`);
});

test('an index beyond 2^32 is folded by all of its bits', () => {
  const height = MAX_HEIGHT;
  const key = keyOf('bob');
  const asset = makeAsset('BTC', 8);
  const siblings = Array.from({ length: height }, (_, i) => ({
    hash: i.toString(16).padStart(64, '0'),
    sum: BigInt(i),
  }));
  const index = (1n << 39n) | (1n << 33n) | 5n;
  const place = locator(key, 'bob', assetTag(issuer, epoch, asset));
  let running = leaf(place, 7n);
  siblings.forEach((sibling, i) => {
    const onLeft = index.toString(2).padStart(height, '0').at(-1 - i) === '1';
    running = onLeft ? parent(i + 1, sibling, running) : parent(i + 1, running, sibling);
  });
  const commitment = { root: running.hash, total: running.sum, height };
  const attested = { issuer, epoch, asset, commitment };
  const proof = { asset, balance: 7n, index, siblings };
  assert.equal(checkInclusion(attested, key, 'bob', proof).reason, undefined);
  for (const other of [index ^ (1n << 39n), index ^ (1n << 33n), BigInt.asUintN(32, index)]) {
    assert.equal(checkInclusion(attested, key, 'bob', { ...proof, index: other }).reason, 'OTHER_ROOT');
  }
});

test('a sum of 2^128 is none, and amounts are shown exactly', () => {
  const zeros = '0'.repeat(64);
  assert.equal(parent(1, { hash: zeros, sum: AMOUNT_END - 1n }, { hash: zeros, sum: 1n }), undefined);
  assert.equal(toDecimal(AMOUNT_END - 1n, 0), String(AMOUNT_END - 1n));
  assert.equal(toDecimal(42000000n, 8), '0.42000000');
  assert.equal(toDecimal(1n, 30), `0.${'1'.padStart(30, '0')}`);
});
