/** What a customer hands in: recognized by what it says, checked together, and taken away again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBundle } from '../lib/bundle.js';
import { base64 } from '../lib/base64.js';
import { fromUtf8, utf8 } from '../lib/bytes.js';
import { jsonLimits, parseJson } from '../lib/json.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseExpected } from '../lib/liabilities/expected.js';
import { findingOf } from '../lib/report/report.js';
import { exposeFragment } from '../lib/liabilities/link.js';
import { Malformed } from '../lib/malformed.js';
import { isCounted, isSignedNothing } from '../page/checked.js';
import { openDesk, verdictOf } from '../page/desk.js';
import { makeEvidence, wholeProof } from '../page/evidence.js';
import { recognize } from '../page/intake.js';
import { openMemory } from '../page/memory.js';
import { fitted, folded, pathSteps } from '../page/path-steps.js';
import { openReader } from '../page/reader.js';
import { Unreachable } from '../page/site.js';
import { headline, meaning } from '../page/words.js';
import { caseNames, notPassed, readCase, shownBytes } from './bundle-case.js';
import { repoJson, repoText } from './files.js';
import { ALICE, madeExchange, noon, rootBytes } from './made-exchange.js';
import { canonical, envelopeOf, newSigner, noteKeyText } from './signing.js';

const NOW = '2026-05-28T21:27:40Z';
const LINK = `https://exchange.example/verify#${exposeFragment(ALICE)}`;

function openOffline({ now = NOW, readImage } = {}) {
  const memory = openMemory(undefined);
  const reader = openReader({ memory, now: () => now });
  return watched(openDesk({ reader, memory, now: () => now, readImage }));
}

function openAt(exchange, epochs, memory = openMemory(undefined)) {
  const now = () => noon(epochs);
  const reader = openReader({ site: exchange.site, memory, now });
  return watched(openDesk({ reader, site: exchange.site, memory, now }));
}

function watched(desk) {
  const states = [];
  desk.show((state) => states.push(state));
  return { desk, states, last: () => states.at(-1) };
}

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

test('each kind is recognized by what it says', async () => {
  const kinds = {
    bundle: shownBytes('honest.bundle.json'),
    policy: shownBytes('honest.policy.json'),
    proof: shownBytes('honest.proof.json'),
    receipt: shownBytes('honest.receipt.json'),
    root: shownBytes('honest.root.json'),
    link: utf8(LINK),
    image: PNG,
  };
  for (const [kind, bytes] of Object.entries(kinds)) {
    assert.equal((await recognize(bytes)).kind, kind);
  }
  const { desk, last } = openOffline();
  await desk.offer([`\r\n  ${fromUtf8(kinds.proof)}\n`]);
  assert.deepEqual(last().has, ['proof']);
  assert.equal((await recognize(utf8(` ${exposeFragment(ALICE)}\n`))).kind, 'link');
});

test('what is nothing of that is refused, and nothing of a link is repeated', async () => {
  const secret = exposeFragment(ALICE).split('.')[2];
  const damaged = [LINK.slice(0, -4), `${LINK}.x`, LINK.replace('v1', 'v2'), `${LINK}!`, `x ${LINK} y`];
  const garbage = ['', ' ', 'hello', '{}', '[]', '{"accountId":1}', '{"blobs":', 'null', '#', 'v1.'];
  const random = Array.from({ length: 300 }, (_, i) =>
    Uint8Array.from({ length: i }, (__, j) => (i * 31 + j * j * 17) & 0xff),
  );
  for (const each of [...[...damaged, ...garbage].map(utf8), ...random]) {
    await assert.rejects(recognize(each), (error) => {
      assert.ok(error instanceof Malformed, String(error.stack));
      assert.ok(!error.message.includes(secret.slice(0, 8)));
      return true;
    });
  }
});

test('every case of the vectors comes to the same checks when its files are dropped offline', async (t) => {
  let count = 0;
  for (const name of caseNames()) {
    const { input, results, verdict } = readCase(name);
    const shown = [input.trustRoot, input.policy, input.bundle, input.accountProof, input.receipt];
    if (input.accountProof === undefined || name === 'receipt-of-another-type') {
      continue; // what no reader can tell to be meant as a receipt is refused before
    }
    const { desk, last } = openOffline({ now: input.now });
    await desk.offer(shown.filter((file) => file !== undefined).map(shownBytes));
    if (verdict === 'MALFORMED') {
      assert.equal(last().error.kind, 'malformed', name);
      count++;
      continue;
    }
    assert.equal(last().phase, 'done', `${name}: ${JSON.stringify(last().error)}`);
    desk.compare(input.expected.map(parseExpected));
    // What was seen before, and what an auditor recomputed, nobody can drop here.
    const found = notPassed(last().checked.report);
    const wanted = { ...results };
    for (const check of ['log.consistency', 'liabilities.recompute']) {
      delete found[check];
      delete wanted[check];
    }
    assert.deepEqual(found, wanted, name);
    count++;
  }
  assert.ok(count > 50);
  t.diagnostic(`${count} cases`);
});

test('a browser that cannot verify is told so wherever something is handed in, and nothing is concluded', async (t) => {
  const old = t.mock.method(globalThis.crypto.subtle, 'importKey', async () => {
    throw new DOMException('Unrecognized name.', 'NotSupportedError');
  });
  const exchange = await madeExchange({ epochs: 1 });
  for (const { desk, last } of [openOffline(), openAt(exchange, 1)]) {
    for (const given of [[LINK], ['honest.proof.json', 'honest.bundle.json'].map(shownBytes)]) {
      await desk.offer(given);
      assert.equal(last().phase, 'error');
      assert.deepEqual(last().error, { kind: 'unable', message: '', missing: 'ed25519' });
    }
  }
  assert.deepEqual([exchange.asked, exchange.posted], [[], []]);
  old.mock.restore();
});

test('offline what is missing is named, until it comes', async () => {
  const { desk, last } = openOffline();
  await desk.offer([shownBytes('honest.policy.json')]);
  assert.deepEqual([last().phase, last().missing], ['wanting', ['proof']]);
  await desk.offer([shownBytes('honest.proof.json')]);
  assert.deepEqual(last().missing, ['bundle', 'root']);
  await desk.offer([shownBytes('honest.root.json')]);
  await desk.offer([shownBytes('honest.bundle.json')]);
  assert.equal(verdictOf(last()), 'VERIFIED');
  assert.ok(isCounted(last().checked));
  await desk.offer([shownBytes('honest-inline-bundle.proof.json')]);
  assert.equal(verdictOf(last()), 'VERIFIED');
  assert.deepEqual([...last().has].sort(), ['policy', 'proof', 'root']);
  desk.clear();
  assert.equal(last().phase, 'idle');
});

test('a bundle alone says nothing of an account', async () => {
  const { desk, last } = openOffline();
  const files = ['honest.bundle.json', 'honest.policy.json', 'honest.root.json'];
  await desk.offer(files.map(shownBytes));
  assert.equal(headline(last()).key, 'check.head.alone.VERIFIED');
  assert.equal(meaning(last()), undefined);
  assert.ok(!isSignedNothing(last().checked));
});

test('a link needs the exchange; an image without a code says so; a fault repeats nothing', async () => {
  const offline = openOffline({ readImage: async () => undefined });
  await offline.desk.offer([LINK]);
  assert.equal(offline.last().error.kind, 'here');
  await offline.desk.offer([PNG]);
  assert.equal(offline.last().error.kind, 'noCode');
  const coded = openOffline({ readImage: async () => LINK });
  await coded.desk.offer([PNG]);
  assert.equal(coded.last().error.kind, 'here');
  const faulty = openOffline({
    readImage: async () => {
      throw new TypeError(LINK);
    },
  });
  await faulty.desk.offer([PNG]);
  assert.deepEqual(faulty.last().error, { kind: 'fault', message: '' });
});

test('a file is read only if it is one, and not too large', async () => {
  const { desk, last } = openOffline();
  await desk.offer([new Blob([shownBytes('honest.policy.json')])]);
  assert.deepEqual(last().has, ['policy']);
  const unread = async () => {
    throw new Error('read');
  };
  await desk.offer([{ size: 2 ** 40, arrayBuffer: unread }]);
  assert.match(last().error.message, /^file of 1099511627776 bytes, want at most/);
  await desk.offer([{ size: 4096, arrayBuffer: unread }]);
  assert.match(last().error.message, /^a folder/);
});

test('a second link takes the place of the first, whose answer comes too late', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const { desk, states, last } = openAt(exchange, 2);
  const first = desk.offer([LINK]);
  const second = desk.offer([LINK.replace('/verify', '/')]);
  await Promise.all([first, second]);
  assert.equal(states.filter(({ phase }) => phase === 'done').length, 1);
  assert.equal(last().link.newest.epoch, 2);
  const cleared = desk.offer([LINK]);
  desk.clear();
  await cleared;
  assert.equal(last().phase, 'idle');
});

test('an exchange that does not answer is no verdict', async () => {
  const exchange = await madeExchange({ epochs: 1 });
  exchange.site.post = async () => {
    throw new Unreachable('api: no answer');
  };
  const { desk, last } = openAt(exchange, 1);
  await desk.offer([LINK]);
  assert.equal(last().error.kind, 'unreachable');
  assert.equal(last().checked, undefined);
});

test('what the exchange publishes and cannot be read is told as its own, and not as the customer’s link', async () => {
  const exchange = await madeExchange({ epochs: 1 });
  const { desk, last } = openAt(exchange, 1);
  exchange.kept.set('attestations/1.bundle.json', utf8('{"blobs":'));
  await desk.offer([LINK]);
  assert.equal(last().error.kind, 'unreadable');
  await desk.offer([LINK.slice(0, -4)]);
  assert.equal(last().error.kind, 'malformed');
});

test('an answer that cannot be read fails, with evidence, and is nobody’s fault but the exchange’s', async () => {
  const answers = [
    utf8('{'),
    canonical({ epoch: 2, proofs: [] }),
    ({ proofs: [one] }) => canonical({ epoch: 1, proofs: [one, one] }),
  ];
  for (const answer of answers) {
    const exchange = await madeExchange({ epochs: 1 });
    const { post } = exchange.site;
    exchange.site.post = async (path, body) =>
      typeof answer === 'function' ? answer(JSON.parse(fromUtf8(await post(path, body)))) : answer;
    const { desk, last } = openAt(exchange, 1);
    await desk.offer([LINK]);
    const { checked } = last();
    assert.equal(verdictOf(last()), 'FAILED');
    assert.equal(headline({ checked }).key, 'check.head.notShown');
    assert.match(findingOf(checked.report, 'liabilities.inclusion').sentence, /^an answer .* cannot be read: /);
    assert.ok(makeEvidence(checked, NOW).length > 1_000);
  }
});

test('what is saved verifies without this page, and the evidence is what others need', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const { desk, last } = openAt(exchange, 2);
  await desk.offer([LINK]);
  const { checked } = last();
  const whole = await wholeProof(checked, exchange.site.files);
  const again = openOffline({ now: noon(2) });
  const trust = ['trust/1.root.json', 'assets/policy.json'].map((path) => exchange.kept.get(path));
  await again.desk.offer([whole, ...trust]);
  assert.ok(isCounted(again.last().checked));
  assert.ok((await parseAccountProof(whole)).bundle.blobs.digests().length > 1);

  const failing = openAt(await madeExchange({ epochs: 2, leftOut: [2] }), 2);
  await failing.desk.offer([LINK]);
  const bytes = makeEvidence(failing.last().checked, NOW);
  const file = parseJson(bytes, jsonLimits(1 << 24, 20, 100_000));
  assert.deepEqual(
    [...file.keys()],
    ['accountId', 'accountKey', 'answered', 'bundle', 'epoch', 'format', 'issuer', 'made', 'report'],
  );
  assert.deepEqual(file.get('answered').get('proofs'), []);
  assert.ok(!fromUtf8(bytes).includes(exposeFragment(ALICE).split('.')[2]));
  const held = exchange.kept.get('attestations/2.bundle.json');
  assert.ok(fromUtf8(bytes).includes(fromUtf8(held)));
  assert.equal((await parseBundle(held)).blobs.digests().length, 2);
});

test('the way to the total adds up, step by step, and a long one is folded', async () => {
  const { desk, last } = openOffline();
  const files = ['honest.bundle.json', 'honest.policy.json', 'honest.root.json', 'honest.proof.json'];
  await desk.offer(files.map(shownBytes));
  const { share, owed } = last().checked;
  for (const position of share.positions) {
    const steps = pathSteps(position);
    let sum = position.proof.balance;
    for (const { from, beside, to } of steps) {
      assert.equal(from, sum);
      assert.equal(to, from + beside);
      sum = to;
    }
    const tree = owed.assets.find(({ asset }) => asset.ticker === position.proof.asset.ticker);
    assert.equal(sum, tree.commitment.total);
    assert.equal(steps.length, tree.commitment.height);
  }
  for (const height of [0, 1, 9, 10, 27, 40]) {
    const steps = Array.from({ length: height }, (_, i) => ({ level: i + 1 }));
    const { lower, hidden, upper } = folded(steps);
    assert.equal(lower.length + hidden + upper.length, height);
    assert.ok(lower.length + upper.length <= 9);
  }
});

test('a figure that does not fit the drawing never becomes another', () => {
  assert.equal(fitted('1,234.5', '.', 18), '1,234.5');
  assert.equal(fitted('1.500000000000000001', '.', 18), '1.500000000000000…');
  assert.equal(fitted('2,345,678,901,234.5678', '.', 18), '2,345,678,901,234…');
  assert.equal(fitted('2,187,819,714,167,777,001.5', '.', 18), '≈ 2.187 × 10¹⁸');
  assert.equal(fitted('2.187.819.714.167.777.001,5', ',', 18), '≈ 2,187 × 10¹⁸');
});

test('every text that a customer is told is there, in every language', () => {
  const heads = ['counted', 'signedNothing', 'stale', 'staleNothing', 'short', 'shortNothing', 'unreliable']
    .concat(['notExpected', 'nothing', 'notShown', 'leftOut', 'notShownIn'])
    .concat(['VERIFIED', 'STALE', 'SHORT', 'FAILED'].map((verdict) => `alone.${verdict}`));
  const errors = ['malformed', 'unreachable', 'unpublished', 'here', 'noCode', 'fault'];
  const kinds = ['proof', 'receipt', 'bundle', 'root', 'policy'];
  const keys = [
    ...heads.map((key) => `head.${key}`),
    ...errors.flatMap((key) => [`error.${key}`, `error.${key}.do`]),
    ...kinds.map((key) => `kind.${key}`),
    ...['proof', 'bundle', 'root', 'policy'].map((key) => `want.${key}`),
    ...['VERIFIED', 'STALE', 'SHORT', 'nothing'].map((key) => `means.${key}`),
    ...['path.step.left', 'path.step.right'],
  ];
  const named = ['views/check.js', 'views/answer.js', 'views/path.js', 'views/saved.js', 'words.js']
    .map((name) => repoText('server/src/main/web/page', name))
    .flatMap((text) => [...text.matchAll(/'check\.([\w.]*\w)'/g)].map(([, key]) => key));
  assert.ok(named.length > 60);
  for (const language of ['en', 'zh']) {
    const { check } = repoJson('server/src/main/web/texts', `${language}.json`);
    for (const key of [...keys, ...named]) {
      assert.ok(check[key], `${key} in ${language}`);
    }
  }
});

test('under a policy of the customer’s own what this browser saw holds, and nothing is remembered', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const files = ['attestations/2.bundle.json', 'assets/policy.json'].map((path) => exchange.kept.get(path));
  const another = 'exchange.example/log\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';
  for (const [seen, verdict] of [[undefined, 'SHORT'], [another, 'FAILED']]) {
    const kept = new Map(seen && [['solvent.checkpoint.exchange.example/log', seen]]);
    const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
    const { desk, last } = openAt(exchange, 2, openMemory(storage));
    await desk.offer(files);
    assert.equal(last().checked.report.verdict, verdict);
    assert.equal(kept.get('solvent.checkpoint.exchange.example/log'), seen);
  }
});

test('what folds counts only under debts that hold, and for the exchange and epoch that it names', async () => {
  const proofOf = (change) => {
    const proof = JSON.parse(fromUtf8(shownBytes('honest.proof.json')));
    delete proof.attestation;
    return canonical({ ...proof, ...change });
  };
  const trust = ['honest.root.json', 'honest.policy.json'].map(shownBytes);
  for (const [bundle, change, counted] of [
    ['honest', {}, true],
    ['checkpoint-of-one-witness', {}, false],
    ['honest', { issuer: 'other.example' }, false],
    ['honest', { epoch: 4 }, false],
  ]) {
    const { desk, last } = openOffline();
    await desk.offer([proofOf(change), shownBytes(`${bundle}.bundle.json`), ...trust]);
    const { checked } = last();
    assert.deepEqual(checked.balances.map((each) => each.counted), [counted, counted], bundle);
    assert.equal(verdictOf(last()), counted ? 'VERIFIED' : 'FAILED');
    const said = counted ? 'counted' : 'notShown';
    assert.equal(headline({ checked }).key, `check.head.${said}`);
  }
});

test('what was let go while it was read is not among what comes after', async () => {
  const { desk, last } = openOffline();
  const first = desk.offer([shownBytes('honest.proof.json')]);
  desk.clear();
  await first;
  await desk.offer([shownBytes('honest.policy.json')]);
  assert.deepEqual(last().has, ['policy']);
});

test('files of another log than this publication’s are not looked for in it', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const own = JSON.parse(fromUtf8(rootBytes));
  const signer = await newSigner(9);
  const origin = 'exchange.example/other';
  const root = JSON.parse(atob(own.payload));
  root.log = { ...root.log, keys: [{ note: noteKeyText(origin, 1, signer) }], origin };
  const keys = [{ spki: base64(signer.key.spki) }];
  const document = { ...root, root: { keys, threshold: 1 }, statements: [{ from: 0, keys, threshold: 1 }] };
  exchange.kept.set('trust/1.root.json', await envelopeOf(own.payloadType, canonical(document), signer));
  const memory = openMemory(undefined);
  const reader = openReader({ site: exchange.site, memory, now: () => NOW });
  const { desk, last } = watched(openDesk({ reader, site: exchange.site, memory, now: () => NOW }));
  const files = ['proof', 'bundle', 'root', 'policy'].map((kind) => shownBytes(`honest.${kind}.json`));
  await desk.offer(files);
  assert.equal(verdictOf(last()), 'VERIFIED');
  assert.ok(!exchange.asked.some((path) => path.startsWith('log/')), String(exchange.asked));
});
