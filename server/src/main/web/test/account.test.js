/** A link over its epochs: what is looked at, what is told, and what is remembered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '../lib/bytes.js';
import { exposeFragment } from '../lib/liabilities/link.js';
import { fail, pass } from '../lib/report/finding.js';
import { findingOf } from '../lib/report/report.js';
import { AT_ONCE, faultsOf, openAccount, verdictOfLink } from '../page/account.js';
import { amended, compared, isCounted, isNothingFound, readExpected } from '../page/checked.js';
import { openMemory } from '../page/memory.js';
import { openReader } from '../page/reader.js';
import { headline, history } from '../page/words.js';
import { ALICE, madeExchange, noon } from './made-exchange.js';

function storage() {
  const kept = new Map();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
}

/** The page of one browser at one exchange; the clock stands an hour after the newest. */
function visit(exchange, epochs, store = storage(), link = ALICE) {
  const now = () => noon(epochs).replace('T12', 'T13');
  const memory = openMemory(store);
  const reader = openReader({ site: exchange.site, memory, now });
  return openAccount({ reader, site: exchange.site, memory, now, link });
}

const headlineOf = (link) => headline({ checked: link.newest, link }).key.replace('check.head.', '');

test('the first visit goes back to the first epoch, and the newest is remembered', async () => {
  const exchange = await madeExchange({ epochs: 4 });
  const store = storage();
  const seen = [];
  const link = await visit(exchange, 4, store).check((done, of, epoch) => seen.push([done, of, epoch]));
  assert.equal(verdictOfLink(link), 'SHORT', JSON.stringify(link.newest.report.findings, null, 1));
  assert.ok(isCounted(link.newest));
  assert.deepEqual(link.newest.balances.map(({ units }) => units), [42_000_004n]);
  assert.deepEqual(link.newest.without.map(({ ticker }) => ticker), ['SOL']);
  assert.deepEqual(link.earlier.map(({ epoch }) => epoch), [3, 2, 1]);
  assert.ok(link.earlier.every(isCounted));
  assert.ok(link.earlier.every(({ report }) => findingOf(report, 'freshness').result === 'pass'));
  assert.ok(link.earlier.every(({ bytes, bundle }) => bytes === undefined && bundle === undefined));
  assert.deepEqual(seen, [[0, 3, 3], [1, 3, 2], [2, 3, 1]]);
  assert.equal(headlineOf(link), 'short');
  assert.deepEqual(history(link).map(({ key }) => key), ['check.earlier.counted', 'check.earlier.first']);
  assert.ok([...store.kept].some(([name, value]) => name.startsWith('solvent.accepted.') && value === '4'));
});

test('a later visit looks at what came since, and at nothing else', async () => {
  const store = storage();
  await visit(await madeExchange({ epochs: 2 }), 2, store).check();
  const exchange = await madeExchange({ epochs: 5 });
  store.kept.delete([...store.kept.keys()].find((name) => name.startsWith('solvent.checkpoint')));
  const link = await visit(exchange, 5, store).check();
  assert.deepEqual(link.range, { kind: 'since', last: 2 });
  assert.deepEqual(link.earlier.map(({ epoch }) => epoch), [4, 3]);
  assert.ok(!exchange.posted.some((path) => path.includes('/2/') || path.includes('/1/')));
});

test('an epoch since then in which nothing is counted fails all, by its name, and is not accepted', async () => {
  const store = storage();
  await visit(await madeExchange({ epochs: 1 }), 1, store).check();
  for (const change of [{ leftOut: [3] }, { smaller: [3] }, { gone: [3] }]) {
    store.kept.delete([...store.kept.keys()].find((name) => name.startsWith('solvent.checkpoint')));
    const link = await visit(await madeExchange({ epochs: 5, ...change }), 5, store).check();
    assert.equal(verdictOfLink(link), 'FAILED');
    assert.deepEqual(faultsOf(link).map(({ epoch }) => epoch), [3]);
    assert.equal(link.newest.report.verdict, 'SHORT');
    assert.equal(headlineOf(link), change.leftOut ? 'leftOut' : 'notShownIn');
    assert.deepEqual(headline({ checked: link.newest, link }).values.epochs, [3]);
    const accepted = [...store.kept].find(([name]) => name.startsWith('solvent.accepted.'));
    assert.equal(accepted[1], '1');
  }
});

test('on the first visit the way ends where nothing is counted, and that is said and no failure', async () => {
  const link = await visit(await madeExchange({ epochs: 5, leftOut: [2] }), 5).check();
  assert.equal(verdictOfLink(link), 'SHORT');
  assert.equal(link.end.epoch, 2);
  assert.ok(isNothingFound(link.end));
  assert.deepEqual(link.earlier.map(({ epoch }) => epoch), [4, 3]);
  assert.equal(history(link).at(-1).key, 'check.end.nothing');
});

test('of an epoch that cannot be seen it is said what is known, and never a time that is not', async () => {
  const damaged = (change) => async () => {
    const exchange = await madeExchange({ epochs: 4 });
    const path = 'attestations/2.bundle.json';
    exchange.kept.set(path, change(new TextDecoder().decode(exchange.kept.get(path))));
    return exchange;
  };
  const bytes = (text) => new TextEncoder().encode(text);
  const unsigned = (text) => {
    const bundle = JSON.parse(text);
    const envelope = JSON.parse(atob(bundle.envelope));
    envelope.signatures[0].sig = `${'A'.repeat(86)}==`;
    return bytes(JSON.stringify({ ...bundle, envelope: btoa(JSON.stringify(envelope)) }));
  };
  const cases = {
    'check.unread.missing': () => madeExchange({ epochs: 4, gone: [2] }),
    'check.unread.malformed': damaged((text) => bytes(text.slice(0, -1))),
    'check.end.unsigned': damaged(unsigned),
  };
  for (const [key, made] of Object.entries(cases)) {
    const link = await visit(await made(), 4).check();
    assert.deepEqual(link.earlier.map(({ epoch }) => epoch), [3]);
    assert.deepEqual(history(link).slice(-2), [
      { key, values: { epoch: 2 } },
      { key: 'check.end.ask', values: {} },
    ]);
  }
  const link = await visit(await madeExchange({ epochs: 4, smaller: [2] }), 4).check();
  assert.deepEqual(history(link).at(-2), { key: 'check.end.failed', values: { epoch: 2, asOf: noon(2) } });
});

test('the newest without the customer is a failure', async () => {
  const link = await visit(await madeExchange({ epochs: 3, leftOut: [3] }), 3).check();
  assert.equal(verdictOfLink(link), 'FAILED');
  assert.equal(headlineOf(link), 'nothing');
  assert.deepEqual(link.earlier, []);
});

test('an exchange that goes back behind what was accepted fails', async () => {
  const store = storage();
  await visit(await madeExchange({ epochs: 3 }), 3, store).check();
  store.kept.delete([...store.kept.keys()].find((name) => name.startsWith('solvent.checkpoint')));
  const link = await visit(await madeExchange({ epochs: 2 }), 2, store).check();
  assert.equal(verdictOfLink(link), 'FAILED');
  assert.match(findingOf(link.newest.report, 'log.consistency').sentence, /newest epoch is 2, want 3/);
  assert.equal(headlineOf(link), 'unreliable');
});

test('no locator is told before the debts hold', async () => {
  const exchange = await madeExchange({ epochs: 2 });
  const text = new TextDecoder().decode(exchange.kept.get('log/checkpoint'));
  const broken = new TextEncoder().encode(text.split('\n').slice(0, -2).join('\n') + '\n');
  exchange.kept.set('log/checkpoint', broken); // without its witness
  const link = await visit(exchange, 2).check();
  assert.equal(verdictOfLink(link), 'FAILED');
  assert.deepEqual(exchange.posted, []);
  assert.equal(link.range.kind, 'alone');
});

test('many epochs are looked at in parts, and the reader is asked before the next', async () => {
  const epochs = AT_ONCE + 3;
  const account = visit(await madeExchange({ epochs }), epochs);
  const part = await account.check();
  assert.equal(part.earlier.length, AT_ONCE);
  assert.equal(part.left, 2);
  assert.equal(history(part).at(-1).key, 'check.earlier.left');
  const more = await account.goOn(part);
  assert.equal(more.left, 0);
  assert.deepEqual(more.earlier.map(({ epoch }) => epoch), [...Array(epochs - 1).keys()].map((i) => epochs - 1 - i));
  assert.equal(history(more).at(-1).key, 'check.earlier.first');
});

test('what the customer enters is compared without asking anybody, and can be taken back', async () => {
  const exchange = await madeExchange({ epochs: 1 });
  const { newest } = await visit(exchange, 1).check();
  const before = exchange.posted.length;
  const other = compared(newest, [readExpected('BTC', '0.5')]);
  assert.equal(other.report.verdict, 'FAILED');
  assert.equal(headline({ checked: other }).key, 'check.head.notExpected');
  assert.equal(compared(other, [readExpected('BTC', '0.42000001')]).report.verdict, 'SHORT');
  assert.equal(compared(other, []).report.verdict, 'SHORT');
  assert.equal(compared(newest, [readExpected('SOL', '1')]).report.verdict, 'FAILED');
  assert.equal(compared(newest, [readExpected('SOL', '0')]).report.verdict, 'SHORT');
  assert.equal(exchange.posted.length, before);
});

test('a balance is read as people write it', () => {
  const read = (text, decimal) => readExpected('BTC', text, decimal).text;
  assert.equal(read(' 1,234.50 '), 'BTC=1234.50');
  assert.equal(read('1.234,5', ','), 'BTC=1234.5');
  assert.equal(read('１２３４．５'), 'BTC=1234.5');
  assert.equal(read('007'), 'BTC=7');
  for (const bad of ['', 'x', '-1', '1e3', '1.', '.', '1.2.3']) {
    assert.throws(() => read(bad), /want/, bad);
  }
});

test('nothing of the link is remembered or asked for in an address', async () => {
  const exchange = await madeExchange({ epochs: 3 });
  const store = storage();
  await visit(exchange, 3, store).check();
  const secrets = [
    ALICE.accountId,
    hex(ALICE.customerKey.expose()),
    ...exposeFragment(ALICE).split('.').slice(1),
    ...[1, 2, 3].map((epoch) => hex(ALICE.customerKey.accountKey(epoch).expose())),
  ];
  const told = JSON.stringify([[...store.kept], exchange.asked, exchange.posted]);
  secrets.forEach((secret) => assert.ok(!told.includes(secret)));
});

test('an epoch is the one that was asked for, and of the log as it is now', async () => {
  const result = ({ report }, check) => findingOf(report, check).result;
  const another = await madeExchange({ epochs: 4 });
  another.kept.set('attestations/2.bundle.json', another.kept.get('attestations/3.bundle.json'));
  const { end } = await visit(another, 4).check();
  assert.equal(end.epoch, 2);
  assert.equal(result(end, 'statement.form'), 'fail');

  const exchange = await madeExchange({ epochs: 4 });
  const rewritten = await madeExchange({ epochs: 4, rewritten: true });
  exchange.kept.set('attestations/2.bundle.json', rewritten.kept.get('attestations/2.bundle.json'));
  const post = exchange.site.post;
  exchange.site.post = (path, body) => (path.includes('/2/') ? rewritten.site.post : post)(path, body);
  const link = await visit(exchange, 4).check();
  assert.equal(link.end.epoch, 2);
  assert.equal(result(link.end, 'log.consistency'), 'fail');
  assert.equal(result(link.end, 'log.inclusion'), 'pass', 'in a log of its own');
  assert.deepEqual(rewritten.posted, [], 'and no locator is told');
});

test('a log that goes back on what this browser saw is told no locator', async () => {
  const store = storage();
  await visit(await madeExchange({ epochs: 2, rewritten: true }), 2, store).check();
  const exchange = await madeExchange({ epochs: 3 });
  const link = await visit(exchange, 3, store).check();
  assert.equal(findingOf(link.newest.report, 'log.consistency').result, 'fail');
  assert.deepEqual([link.range.kind, link.newest.balances, exchange.posted], ['alone', [], []]);
});

test('what is found of a customer makes a report worse and never better', async () => {
  const { newest } = await visit(await madeExchange({ epochs: 1 }), 1).check();
  const worse = amended(newest.report, fail('log.consistency', 'it does not follow'));
  const again = amended(worse, pass('log.consistency', 'it follows'));
  assert.equal(findingOf(again, 'log.consistency').sentence, 'it does not follow');
  assert.equal(again.verdict, 'FAILED');
});

test('what another tab accepted meanwhile is not forgotten for an earlier epoch', async () => {
  const store = storage();
  const exchange = await madeExchange({ epochs: 2 });
  const { post } = exchange.site;
  exchange.site.post = async (path, body) => {
    const name = [...store.kept.keys()].find((each) => each.startsWith('solvent.accepted.'));
    if (name !== undefined) {
      store.kept.set(name, '5');
    }
    return post(path, body);
  };
  const accepted = () => [...store.kept].find(([name]) => name.startsWith('solvent.accepted.'))[1];
  await visit(exchange, 2, store).check();
  assert.equal(accepted(), '2');
  store.kept.set([...store.kept].find(([name]) => name.startsWith('solvent.accepted.'))[0], '1');
  await visit(exchange, 2, store).check();
  assert.equal(accepted(), '5');
});
