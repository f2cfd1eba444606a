/** What the overview takes from others: a server's history, its news, explorers' addresses. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAccount } from '../lib/caip/account.js';
import { parseChain } from '../lib/caip/chain.js';
import { parseNumberedBlock } from '../lib/caip/block.js';
import { Malformed } from '../lib/malformed.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { shownBytes } from './bundle-case.js';
import { missingHere } from '../page/browser.js';
import { quorumOf } from '../page/views/policy.js';
import { accountPage, blockPage, chainName } from '../page/explorers.js';
import { readSeries, seriesOf } from '../page/history.js';
import { listen, pauseAfter } from '../page/live.js';
import { Unreachable } from '../page/site.js';
import { canonicalBytes, meaninglessBytes } from './spec.js';

const BTC = { ticker: 'BTC', decimals: 8 };
const point = (epoch, more = {}) => ({
  asOf: `2026-09-0${epoch}T00:00:00Z`,
  asset: 'BTC',
  attested: '0',
  basisPoints: 10_150,
  claimed: '3',
  conditional: '0',
  counted: '203',
  decimals: 8,
  epoch,
  liabilities: '200',
  ...more,
});
const series = (...points) => canonicalBytes({ asset: 'BTC', format: 'solvent/series/v1', points });

test('a series is read exactly, the oldest first, and only in the units that are asked for', () => {
  const huge = String(3n * 2n ** 128n);
  const read = readSeries(series(point(2), point(1, { counted: huge }), point(3, { decimals: 6 })), BTC);
  assert.deepEqual(read.map(({ epoch }) => epoch), [1, 2]);
  assert.equal(read[0].counted, 3n * 2n ** 128n);
  assert.equal(read[1].claimed, 3n);
});

test('what is no series draws nothing, and ends nothing', async () => {
  const ETH = { ticker: 'ETH', decimals: 18 };
  assert.throws(() => readSeries(series(point(1)), ETH), Malformed);
  assert.throws(() => readSeries(series(point(1, { counted: '-1' })), BTC), Malformed);
  for (const bytes of meaninglessBytes(200, 5)) {
    assert.throws(() => readSeries(bytes, BTC), Malformed);
  }
  const answering = (files) => seriesOf({ files }, BTC);
  assert.deepEqual(await answering(async () => undefined), []);
  assert.deepEqual(await answering(async () => new Uint8Array([1, 2, 3])), []);
  const away = async () => {
    throw new Unreachable('no answer');
  };
  assert.deepEqual(await answering(away), []);
  assert.equal((await answering(async () => series(point(1)))).length, 1);
});

/** A stream that the test speaks on, and a clock that it turns. */
function stage() {
  const timers = [];
  const sources = [];
  class Source {
    static CLOSED = 2;
    readyState = 1;
    listeners = new Map();
    constructor(url) {
      this.url = String(url);
      sources.push(this);
    }
    addEventListener(name, heard) {
      this.listeners.set(name, heard);
    }
    say(name, event = {}) {
      this.listeners.get(name)(event);
    }
    close() {
      this.readyState = Source.CLOSED;
    }
  }
  const means = {
    EventSource: Source,
    random: () => 0.5,
    setTimeout: (then, after) => timers.push({ then, after }),
  };
  return { means, sources, timers, turn: () => timers.splice(0).forEach(({ then }) => then()) };
}

test('news is told once for what comes together, and what is known is no news', () => {
  const { means, sources, timers, turn } = stage();
  let told = 0;
  const isNews = ({ epoch, checkpoint }) => epoch === 8 || checkpoint === 'new';
  listen({ base: 'https://exchange.example/', isNews, onNews: () => told++, means });
  const [source] = sources;
  assert.equal(source.url, 'https://exchange.example/stream/v1/events');
  source.say('attestation', { lastEventId: '7' });
  source.say('checkpoint', { data: 'old' });
  assert.equal(timers.length, 0);
  source.say('attestation', { lastEventId: '8' });
  source.say('checkpoint', { data: 'new' });
  assert.equal(timers.length, 1);
  turn();
  assert.equal(told, 1);
  source.say('checkpoint', { data: 'new' });
  turn();
  assert.equal(told, 2);
});

test('a stream that is refused is asked for again, each time later; one that broke off is not ours', () => {
  const { means, sources, timers, turn } = stage();
  listen({ base: 'https://exchange.example/', isNews: () => true, onNews: () => {}, means });
  sources[0].readyState = 0;
  sources[0].say('error');
  assert.equal(timers.length, 0, 'the browser connects again by itself');
  const waits = [];
  for (let i = 0; i < 12; i++) {
    sources.at(-1).readyState = 2;
    sources.at(-1).say('error');
    assert.equal(timers.length, 1);
    waits.push(timers[0].after);
    turn();
    assert.equal(sources.length, i + 2);
  }
  waits.slice(1).forEach((wait, i) => assert.ok(wait >= waits[i]));
  assert.ok(waits[0] < 3_000 && waits.at(-1) <= 300_000);
  sources.at(-1).say('open');
  sources.at(-1).readyState = 2;
  sources.at(-1).say('error');
  assert.equal(timers[0].after, waits[0], 'after one that came about it begins anew');
  assert.ok(pauseAfter(5_000, 1) <= 300_000);
});

test('explorers are named for chains that many know, over https, with nothing but the address', () => {
  const address = '0x52908400098527886e0f7030069857d2e4169ee7';
  const account = parseAccount(`eip155:1:${address}`);
  assert.equal(accountPage(account), `https://etherscan.io/address/${address}`);
  assert.equal(chainName(account.chain), 'Ethereum');
  const block = parseNumberedBlock(account.chain, '17', `0x${'ab'.repeat(32)}`);
  assert.equal(blockPage(block), 'https://etherscan.io/block/17');
  const bitcoin = parseChain('bip122:000000000019d6689c085ae165831e93');
  const tip = parseNumberedBlock(bitcoin, '840000', '00'.repeat(32));
  assert.equal(blockPage(tip), `https://mempool.space/block/${'00'.repeat(32)}`);
  const own = parseAccount(`eip155:1337:${address}`);
  assert.equal(accountPage(own), undefined);
  assert.equal(chainName(own.chain), 'eip155:1337');
  const scroll = parseAccount(`eip155:534352:${address}`);
  assert.deepEqual([chainName(scroll.chain), accountPage(scroll)], ['Scroll', undefined]);
});

test('a quorum is told as how many of whom', async () => {
  const { witnessPolicy } = parsePolicy(shownBytes('honest.policy.json'));
  const { threshold, members } = witnessPolicy.groups.find(({ name }) => name === witnessPolicy.quorum);
  assert.deepEqual(quorumOf(witnessPolicy), { n: threshold, names: members });
  assert.ok(threshold > 1 && members.length >= threshold);
  assert.deepEqual(quorumOf({ quorum: 'one', groups: [], witnesses: [] }), { n: 1, names: ['one'] });
  assert.deepEqual(quorumOf(undefined), { n: 0, names: [] });
});

test('a browser without WebCrypto or without Ed25519 is known beforehand', async () => {
  assert.equal(await missingHere(globalThis.crypto.subtle), undefined);
  assert.equal(await missingHere(undefined), 'secure');
  const old = {
    importKey: async () => {
      throw new DOMException('Unrecognized name.', 'NotSupportedError');
    },
  };
  assert.equal(await missingHere(old), 'ed25519');
});

test('no module of the page reads text as markup or as code, or styles an element in its tag', () => {
  const folder = new URL('../page/', import.meta.url);
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(names.length > 15);
  for (const name of names) {
    const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    assert.doesNotMatch(
      code,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|\bstyle: (?!'percent'|'unit')/,
      name,
    );
  }
});
