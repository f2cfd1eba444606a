/** The reader for whom the page checks: what is verified once, and what a browser has seen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64 } from '../lib/base64.js';
import { NO_BLOBS } from '../lib/blobs.js';
import { BUNDLE_LIMITS, parseBundle } from '../lib/bundle.js';
import { fromUtf8 } from '../lib/bytes.js';
import { Malformed } from '../lib/malformed.js';
import { besideBundle } from '../lib/published/beside-bundle.js';
import { NotPublished } from '../lib/published/log.js';
import { findingOf } from '../lib/report/report.js';
import { openAccount } from '../page/account.js';
import { openMemory } from '../page/memory.js';
import { openNewest } from '../page/newest.js';
import { AnotherRoot, NoneYet, isExpected, openReader } from '../page/reader.js';
import { Unreachable } from '../page/site.js';
import { ALICE, madeExchange, noon } from './made-exchange.js';
import { canonical, envelopeOf, newSigner, noteKeyText } from './signing.js';

const CHECKPOINT = 'checkpoint.exchange.example/log';

function storage() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
}

const now = () => noon(4);

function open({ site }, memory = openMemory(storage())) {
  return { memory, reader: openReader({ site, memory, now }) };
}

const consistencyOf = ({ report }) => findingOf(report, 'log.consistency').result;

test('the overview and a link verify the newest once; who asks later verifies it anew', async () => {
  const exchange = await madeExchange({ epochs: 3 });
  const { memory, reader } = open(exchange);
  const asked = () => exchange.asked.filter((path) => path === 'attestations/3.bundle.json').length;
  const source = openNewest({ reader, site: exchange.site, onChange: () => {} });
  const account = openAccount({ reader, site: exchange.site, memory, now, link: ALICE });
  const [, link] = await Promise.all([source.refresh(), account.check()]);
  assert.equal(asked(), 1);
  assert.equal(link.newest.statement, source.state().verified.statement);
  await account.check();
  assert.equal(asked(), 2);
});

test('a failure under way is everybody’s, and is not kept', async () => {
  const exchange = await madeExchange({ epochs: 3 });
  const { reader } = open(exchange);
  const held = exchange.kept.get('attestations/3.bundle.json');
  exchange.kept.delete('attestations/3.bundle.json');
  const both = await Promise.allSettled([reader.newest(), reader.newest()]);
  assert.deepEqual(both.map(({ status }) => status), ['rejected', 'rejected']);
  exchange.kept.set('attestations/3.bundle.json', held);
  assert.equal((await reader.newest()).epoch, 3);
});

test('a log that shows two that look at once two histories is caught by the second', async () => {
  const one = await madeExchange({ epochs: 3 });
  const other = await madeExchange({ epochs: 3, rewritten: true });
  const memory = openMemory(storage());
  const looks = await Promise.all(
    [one, other].map((exchange) => open(exchange, memory).reader.newest()),
  );
  const found = looks.map(({ verified }) => consistencyOf(verified)).sort();
  assert.deepEqual(found, ['absent', 'fail']);
});

test('of two that look at once the smaller state does not take the place of the larger', async () => {
  const larger = await madeExchange({ epochs: 4 });
  const smaller = await madeExchange({ epochs: 3 });
  for (const order of [[larger, smaller], [smaller, larger]]) {
    const memory = openMemory(storage());
    await Promise.all(order.map((exchange) => open(exchange, memory).reader.newest()));
    assert.match(memory.get(CHECKPOINT), /^exchange\.example\/log\n4\n/);
  }
});

const withoutAttestation = (pointer) => {
  const { attestation, ...rest } = JSON.parse(fromUtf8(pointer));
  assert.ok(attestation);
  return canonical(rest);
};

test('a pointer without an attestation is a beginning only where the log is empty and was', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const { memory, reader } = open(exchange);
  const pointer = withoutAttestation(exchange.kept.get('.well-known/proof-of-reserves'));
  exchange.kept.set('.well-known/proof-of-reserves', pointer);
  await assert.rejects(reader.newest(), NotPublished, 'the log has two entries');
  exchange.kept.delete('log/checkpoint');
  await assert.rejects(reader.newest(), NoneYet);
  memory.put(CHECKPOINT, 'exchange.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
  await assert.rejects(reader.newest(), NoneYet);
  memory.put(CHECKPOINT, 'exchange.example/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
  await assert.rejects(reader.newest(), NotPublished, 'this browser saw one');
});

test('another trust root is told, of whatever log it is', async () => {
  const { memory } = open(await madeExchange({ epochs: 1 }));
  await open(await madeExchange({ epochs: 1 }), memory).reader.trust();
  const signer = await newSigner(9);
  const spki = { spki: base64(signer.key.spki) };
  const another = async (origin) =>
    envelopeOf(
      'application/vnd.solvent.trust-root+json',
      canonical({
        format: 'solvent/trust-root/v1',
        issuer: 'exchange.example',
        log: { keys: [{ note: noteKeyText(origin, 1, signer) }], origin, size: 0 },
        root: { keys: [spki], threshold: 1 },
        statements: [{ from: 0, keys: [spki], threshold: 1 }],
        version: 1,
      }),
      signer,
    );
  for (const origin of ['exchange.example/log', 'exchange.example/log2']) {
    const exchange = await madeExchange({ epochs: 1 });
    exchange.kept.set('trust/1.root.json', await another(origin));
    await assert.rejects(open(exchange, memory).reader.trust(), AnotherRoot, origin);
  }
});

test('what this browser keeps and cannot read is a fault of the page, and nobody else is blamed', async () => {
  const { memory, reader } = open(await madeExchange({ epochs: 1 }));
  memory.put(CHECKPOINT, 'no checkpoint');
  await assert.rejects(reader.newest(), (error) => {
    assert.match(error.message, /this browser keeps/);
    return !isExpected(error);
  });
});

test('what is published and cannot be used is told as that, and everything else is not', async () => {
  const published = [
    new Malformed('found, want wanted'),
    new Unreachable('no answer'),
    new NotPublished('log/checkpoint'),
    new NoneYet('no attestation yet'),
    new AnotherRoot('a', 'b'),
  ];
  published.forEach((error) => assert.ok(isExpected(error), error.constructor.name));
  const faults = [new Error('evidence'), new TypeError('undefined is not an object'), new RangeError('x')];
  faults.forEach((error) => assert.ok(!isExpected(error), error.constructor.name));
});

test('evidence beyond every limit is refused as what was published', async () => {
  const bundle = await parseBundle((await madeExchange({ epochs: 1 })).kept.get('attestations/1.bundle.json'));
  const without = { ...bundle, blobs: NO_BLOBS };
  const half = { length: BUNDLE_LIMITS.maxBytes / 2 + 1 };
  await assert.rejects(besideBundle(async () => half, without), (error) => {
    assert.match(error.message, /^evidence of more than \d+ bytes, want at most as many$/);
    return isExpected(error);
  });
});

test('a policy that is not the one of the last visit is told, and the first is no other', async () => {
  const exchange = await madeExchange({ epochs: 1 });
  const { memory, reader } = open(exchange);
  const changed = async (of) => (await of.trust()).policyChanged;
  assert.equal(await changed(reader), false);
  assert.equal(await changed(open(exchange, memory).reader), false);
  const milder = JSON.parse(fromUtf8(exchange.kept.get('assets/policy.json')));
  milder.limits.coverage = 1;
  exchange.kept.set('assets/policy.json', canonical(milder));
  assert.equal(await changed(open(exchange, memory).reader), true);
  assert.equal(await changed(open(exchange, memory).reader), false, 'told once, and remembered');
});
