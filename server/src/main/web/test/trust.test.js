/** Trust roots: that each is signed by its own keys, and what may follow what. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64 } from '../lib/base64.js';
import { Malformed } from '../lib/malformed.js';
import { signersAt } from '../lib/trust/root.js';
import { parseSignedRoot, refusalAfter } from '../lib/trust/signed-root.js';
import { namedRoot, receiptKeys, trustChain } from '../lib/verify/trust-step.js';
import { canonical, envelopeOf, newSigner, noteKeyText } from './signing.js';

const TYPE = 'application/vnd.solvent.trust-root+json';
const ORIGIN = 'exchange.example/log';

const [log, one, two, three] = await Promise.all([1, 2, 3, 4].map(newSigner));

const spki = ({ key }) => ({ spki: base64(key.spki) });

/** The keys in the order of their ids, of which so many have to sign. */
function keySet(threshold, ...signers) {
  const keys = [...signers].sort((a, b) => (a.key.id < b.key.id ? -1 : 1)).map(spki);
  return { keys, threshold };
}

function rootOf(version, fields = {}) {
  return {
    format: 'solvent/trust-root/v1',
    issuer: 'exchange.example',
    log: { keys: [{ note: noteKeyText(ORIGIN, 1, log) }], origin: ORIGIN, size: 0 },
    root: keySet(1, one),
    statements: [{ from: 0, ...keySet(1, one) }],
    version,
    ...fields,
  };
}

async function signed(document, ...signers) {
  return parseSignedRoot(await envelopeOf(TYPE, canonical(document), ...signers));
}

const first = await signed(rootOf(1), one);

const second = (fields = {}) => rootOf(2, { previous: first.root.id, ...fields });

test('a root that its own keys did not sign is malformed', async () => {
  await assert.rejects(signed(rootOf(1), two), Malformed);
  await assert.rejects(signed(rootOf(1, { root: keySet(2, one, two) }), one), Malformed);
  const twice = rootOf(1, { root: keySet(2, one, two) });
  await assert.rejects(signed(twice, one, one), Malformed);
  assert.equal((await signed(twice, one, two)).root.version, 1);
  const other = await envelopeOf('text/plain', canonical(rootOf(1)), one);
  await assert.rejects(parseSignedRoot(other), Malformed);
});

test('a root whose parts do not fit one another is malformed', async () => {
  const period = { from: 0, ...keySet(1, one) };
  for (const fields of [
    { previous: '0'.repeat(64) },
    { version: 2 },
    { log: { keys: [{ note: noteKeyText('other/log', 1, log) }], origin: ORIGIN, size: 0 } },
    { log: { keys: [], origin: ORIGIN, size: 0 } },
    { log: { keys: [], origin: 'a b', size: 0 } },
    { statements: [] },
    { statements: [{ ...period, from: 1 }] },
    { statements: [{ ...period, to: 5 }] },
    { statements: [period, period] },
    { statements: [{ ...period, to: 5 }, { ...period, from: 6 }] },
    { root: { ...keySet(1, one), threshold: 2 } },
    { root: { keys: [spki(one), spki(one)], threshold: 1 } },
    { root: { keys: keySet(1, one, two).keys.reverse(), threshold: 1 } },
  ]) {
    await assert.rejects(signed(rootOf(1, fields), one), Malformed, JSON.stringify(fields));
  }
});

test('what may follow a root, and what not', async () => {
  const closed = [
    { from: 0, to: 5, ...keySet(1, one) },
    { from: 5, ...keySet(1, two) },
  ];
  const log5 = { ...rootOf(1).log, size: 5 };
  const cases = [
    [second(), [one], undefined],
    [second({ statements: closed, log: log5 }), [one], undefined],
    [second({ root: keySet(1, two) }), [one, two], undefined],
    [second({ root: keySet(1, two) }), [two], /those of the root before$/],
    [rootOf(3, { previous: first.root.id }), [one], /^version 3, want 2$/],
    [second({ previous: '0'.repeat(64) }), [one], /^previous 0/],
    [second({ issuer: 'other.example' }), [one], /^issuer other.example/],
    [second({ statements: [{ from: 0, ...keySet(1, two) }] }), [one], /^other signers from index 0/],
    [second({ statements: closed, log: { ...log5, size: 6 } }), [one], /^a period closed at 5/],
  ];
  for (const [document, signers, want] of cases) {
    const refusal = await refusalAfter(await signed(document, ...signers), first.root);
    if (want === undefined) {
      assert.equal(refusal, undefined);
    } else {
      assert.match(refusal, want);
    }
  }
});

test('a period that has elapsed never changes', async () => {
  const closed = [
    { from: 0, to: 5, ...keySet(1, one) },
    { from: 5, ...keySet(1, two) },
  ];
  const log5 = { ...rootOf(1).log, size: 5 };
  const before = await signed(second({ statements: closed, log: log5 }), one);
  const third = (statements, size = 5) =>
    signed(rootOf(3, { previous: before.root.id, statements, log: { ...log5, size } }), one);
  const open = closed[1];
  assert.equal(await refusalAfter(await third(closed), before.root), undefined);
  for (const statements of [
    [{ ...closed[0], to: 4 }, { ...open, from: 4 }],
    [{ ...closed[0], ...keySet(1, three) }, open],
    [open].map((period) => ({ ...period, from: 0 })),
  ]) {
    assert.match(await refusalAfter(await third(statements), before.root), /^elapsed periods/);
  }
  assert.match(await refusalAfter(await third(closed, 4), before.root), /^log size 4/);
  assert.equal(signersAt(before.root, 4n).keys[0].id, one.key.id);
  assert.equal(signersAt(before.root, 5n).keys[0].id, two.key.id);
  assert.equal(signersAt(before.root, 2n ** 60n).keys[0].id, two.key.id);
});

test('the pinned root has its place in the chain', async () => {
  const next = await signed(second(), one);
  const stranger = await signed(rootOf(1, { root: keySet(1, three) }), three);
  for (const [pinned, brought, versions] of [
    [first, [], [1]],
    [first, [first, next], [1, 2]],
    [next, [first], [1, 2]],
    [first, [next], [1, 2]],
  ]) {
    const { roots, failure } = await trustChain(pinned, brought);
    assert.equal(failure, undefined);
    assert.deepEqual(roots.map((root) => root.version), versions);
  }
  for (const [pinned, brought] of [
    [stranger, [first, next]],
    [first, [next, first]],
    [first, [first, first]],
    [stranger, [next]],
  ]) {
    assert.equal((await trustChain(pinned, brought)).failure.result, 'fail');
  }
});

test('a statement names its root by digest and version, and receipts are by the keys from there on', async () => {
  const later = second({ receiptKey: spki(three) });
  const chain = await trustChain(await signed(rootOf(1, { receiptKey: spki(two) }), one), []);
  const [root] = chain.roots;
  const { root: newer } = await signed(later, one);
  const both = { roots: [root, newer] };
  const result = (version, sha256) => namedRoot(both, { version, sha256 }).result;
  assert.equal(result(1, root.id), 'pass');
  assert.equal(result(2, newer.id), 'pass');
  assert.equal(result(1, newer.id), 'fail', 'an older version would let an older receipt key in');
  assert.equal(result(2, 'ab'.repeat(32)), 'fail');
  const ids = (version) => receiptKeys(both, { version }).map((key) => key.id);
  assert.deepEqual(ids(1), [two.key.id, three.key.id]);
  assert.deepEqual(ids(2), [three.key.id]);
});
