/** What is held: the manifest, who saw it, what it comes to, and evidence with one changed byte. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { base64 } from '../lib/base64.js';
import { NO_BLOBS, Blobs } from '../lib/blobs.js';
import { parseBundle } from '../lib/bundle.js';
import { fromUtf8, utf8 } from '../lib/bytes.js';
import { parseAccount } from '../lib/caip/account.js';
import { parseAsset, placeOf } from '../lib/caip/asset.js';
import { parseEnvelope, preAuthEncoding } from '../lib/envelope.js';
import { digest } from '../lib/hash.js';
import { Malformed } from '../lib/malformed.js';
import { basisPoints, reaches } from '../lib/report/coverage.js';
import { coverageFinding, coverageOf } from '../lib/reserves/coverage.js';
import { parseReservesManifest } from '../lib/reserves/manifest.js';
import {
  OBSERVATION_TYPE,
  parseCustodianStatement,
  parseObservation,
} from '../lib/reserves/observation.js';
import { Observers } from '../lib/reserves/observers.js';
import { holdings, reservesManifest } from '../lib/reserves/step.js';
import { keyOfSpki } from '../lib/signature/keys.js';
import { parseStatement } from '../lib/statement.js';
import { liabilitiesManifest } from '../lib/verify/liabilities-step.js';
import { readCase, readerOf, shownBytes } from './bundle-case.js';
import {
  canonicalBytes,
  meaninglessBytes,
  mutations,
  readOrMalformed,
  specExample,
} from './spec.js';

const MANIFEST = fromUtf8(specExample('reserves-manifest.md'));
const OBSERVED = fromUtf8(specExample('observation.md', 0));
const STATED = fromUtf8(specExample('observation.md', 1));

const parse = (text) => parseReservesManifest(utf8(text));

/** The text with one fault is malformed; so says a reader of texts. */
function assertFaults(text, reader, faults) {
  for (const [good, bad] of faults) {
    const spoiled = text.replaceAll(good, bad);
    assert.notEqual(spoiled, text, good);
    assert.throws(() => reader(utf8(spoiled)), Malformed, bad);
  }
}

test('the example of a manifest is read, and refused with any one fault', () => {
  const manifest = parse(MANIFEST);
  assert.equal(manifest.holdings.length, 3);
  const { assurance, ownership, units, countsAs } = manifest.holdings[1];
  assert.deepEqual([assurance, ownership, units], ['proven', 'signed', 120_000_000_000n]);
  assert.deepEqual(countsAs, { ticker: 'USDC', decimals: 6 });
  assert.equal(manifest.chains[1].block.number, 25_007_200n);
  assertFaults(MANIFEST, parseReservesManifest, [
    ['solvent/reserves/v1', 'solvent/reserves/v2'],
    ['"assurance":"proven"', '"assurance":"verified"'],
    ['"assurance":"proven"', '"assurance":"__proto__"'],
    ['"ownership":"none"', '"ownership":"signed"'],
    ['"ownership":"none"', '"ownership":"mine"'],
    ['"assurance":"claimed"', '"assurance":"proven"'],
    ['"assurance":"claimed"', '"assurance":"attested"'],
    ['"units":"120000000000"', '"units":"-120000000000"'],
    ['"units":"120000000000"', '"units":120000000000'],
    ['"units":"120000000000"', '"units":"340282366920938463463374607431768211456"'],
    ['"decimals":6', '"decimals":31'],
    ['0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48', '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'],
    ['"eip155:1/slip44:60"', '"eip155:10/slip44:60"'],
    ['"chain":"eip155:1"', '"chain":"eip155:5"'],
    ['"25007200"', '"+25007200"'],
    ['"epoch":7', '"epoch":0'],
    ['"issuer":"exchange.example"', '"issuer":"Exchange.example"'],
    ['"countsAs":"ETH"', '"countsAs":"eth"'],
    ['"ownership":"none"', '"note":1,"ownership":"none"'],
    [/"evidence":\{[^}]*\},/g, ''],
    [/"ownershipEvidence":\{[^}]*\},/g, ''],
  ]);
});

test('threat 26: one holding twice, or lists out of order, are refused', () => {
  const manifest = JSON.parse(MANIFEST);
  const spoiled = (changed) => JSON.stringify({ ...manifest, ...changed });
  const [first, second, third] = manifest.holdings;
  assert.ok(parse(spoiled({})));
  for (const changed of [
    { holdings: [first, second, third, third] },
    { holdings: [third, second, first] },
    { chains: manifest.chains.toReversed() },
    { chains: [manifest.chains[0], ...manifest.chains] },
    { chains: manifest.chains.slice(1) },
  ]) {
    assert.throws(() => parse(spoiled(changed)), Malformed);
  }
});

test('a manifest of other spellings or shared files is no manifest to rely on', () => {
  const manifest = JSON.parse(MANIFEST);
  const [first, second, third] = manifest.holdings;
  const statement = { issuer: manifest.issuer, epoch: manifest.epoch, asOf: manifest.asOf };
  const sentenceOf = (changed, stated = {}) => {
    const bytes = canonicalBytes({ ...manifest, ...changed });
    const subjects = [{ name: 'reserves.json', sha256: digest(bytes) }];
    const { finding, manifest: read } = reservesManifest(
      { ...statement, subjects, ...stated },
      Blobs.of([bytes]),
    );
    assert.equal(finding.result === 'pass', read !== undefined);
    return finding.sentence;
  };
  assert.equal(sentenceOf({}), 'the manifest that the statement names');
  const alias = { ...third, asset: third.asset.replace(':60', ':61') };
  assert.match(sentenceOf({ holdings: [first, second, third, alias] }), /under another spelling/);
  const evidence = { ...third, assurance: 'observed', evidence: second.evidence };
  assert.match(sentenceOf({ holdings: [first, second, evidence] }), /stands behind another/);
  const owned = { ...second, ownershipEvidence: first.ownershipEvidence };
  assert.match(sentenceOf({ holdings: [first, owned, third] }), /stands behind another/);
  // one signature is of one account, whatever that holds
  const both = { ...third, ownership: 'signed', ownershipEvidence: second.ownershipEvidence };
  assert.equal(sentenceOf({ holdings: [first, second, both] }), sentenceOf({}));
  for (const stated of [{ issuer: 'other.example' }, { epoch: 8 }, { asOf: '2026-09-01T00:00:00Z' }]) {
    assert.match(sentenceOf({}, stated), /want the statement's/);
  }
  const missing = { ...statement, subjects: [{ name: 'reserves.json', sha256: '00'.repeat(32) }] };
  assert.match(reservesManifest(missing, NO_BLOBS).finding.sentence, /no file of digest/);
});

test('the examples of an observation and of a custodian’s statement', () => {
  const { block, unitsByPlace } = parseObservation(utf8(OBSERVED));
  assert.equal(block.block.chain.text, 'eip155:1');
  const account = parseAccount('eip155:1:0x2e7d2c03a9507ae265ecf5b5356885a53393a202');
  const alias = parseAsset('eip155:1/slip44:61');
  assert.equal(unitsByPlace.get(placeOf(account, alias)), 5_000_000_000_000_000_000n);
  assert.equal(parseCustodianStatement(utf8(STATED)).epoch, 7);
  assertFaults(OBSERVED, parseObservation, [
    ['observation/v1', 'observation/v2'],
    ['"chain":"eip155:1"', '"chain":"eip155:10"'],
    ['"units":"', '"units":"0'],
    ['"number":"', '"number":"0'],
    ['"holdings":[', '"holding":['],
    ['23:59:59Z', '24:00:00Z'],
    ['0xca978112ca1bbdcafac231b39a23dc4da786eff8', '0x2e7d2c03a9507ae265ecf5b5356885a53393a202'],
  ]);
  assertFaults(STATED, parseCustodianStatement, [
    ['custodian-statement/v1', 'observation/v1'],
    ['"epoch":7', '"epoch":0'],
    ['"units":"', '"units":"-'],
    ['"issuer":"exchange.example"', '"issuer":"exchange.example."'],
    ['"holding":{', '"holding":{"and":1,'],
  ]);
  const observed = JSON.parse(OBSERVED);
  const [one] = observed.holdings;
  const twice = { ...one, asset: 'eip155:1/slip44:61' };
  const spoiled = utf8(JSON.stringify({ ...observed, holdings: [one, twice] }));
  assert.throws(() => parseObservation(spoiled), /each once/);
});

test('no bytes make a reader throw anything but Malformed', () => {
  for (const reader of [parseReservesManifest, parseObservation, parseCustodianStatement]) {
    for (const bytes of meaninglessBytes(500, 6)) {
      assert.equal(readOrMalformed(reader, bytes), null);
    }
  }
  for (const changed of mutations(utf8(MANIFEST), 4)) {
    readOrMalformed(parseReservesManifest, changed);
  }
});

async function observer() {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const key = keyOfSpki(new Uint8Array(await webcrypto.subtle.exportKey('spki', publicKey)));
  const observe = async (payload, type = OBSERVATION_TYPE) => {
    const message = preAuthEncoding(type, utf8(payload));
    const sig = base64(new Uint8Array(await webcrypto.subtle.sign('Ed25519', privateKey, message)));
    const signatures = [{ keyid: key.id, sig }];
    const envelope = { payload: base64(utf8(payload)), payloadType: type, signatures };
    return parseEnvelope(utf8(JSON.stringify(envelope)));
  };
  return { name: key.id, key, observe };
}

test('observers: as many as the policy wants, each once, and any of them may deny', async () => {
  const [alice, bob, stranger] = await Promise.all([observer(), observer(), observer()]);
  const policy = { observers: [alice, bob], observerQuorum: 2 };
  const { block, unitsByPlace } = parseObservation(utf8(OBSERVED));
  const [[place, units]] = unitsByPlace;
  const of = async (...envelopes) => Observers.of(policy, await Promise.all(envelopes));
  const otherUnits = OBSERVED.replace('"5000000000000000000"', '"6000000000000000000"');
  const otherTime = OBSERVED.replace('23:59:59Z', '23:59:58Z');

  const both = await of(alice.observe(OBSERVED), bob.observe(OBSERVED));
  assert.ok(both.confirm(block) && !both.contradict(block) && !both.deny(block, place, units));
  assert.equal(both.saw(block, place, units), 2);
  assert.deepEqual([...both.blocks()], [[block.block.ref.text, block.time]]);

  const one = await of(alice.observe(OBSERVED), alice.observe(OBSERVED), stranger.observe(OBSERVED));
  assert.ok(!one.confirm(block));
  assert.equal(one.saw(block, place, units), 1);
  assert.equal(one.blocks().size, 0);

  const denied = await of(alice.observe(OBSERVED), bob.observe(OBSERVED), bob.observe(otherUnits));
  assert.ok(denied.confirm(block) && denied.deny(block, place, units));
  const contradicted = await of(alice.observe(OBSERVED), bob.observe(otherTime));
  assert.ok(contradicted.contradict(block));
  const otherType = await of(alice.observe(OBSERVED), bob.observe(OBSERVED, 'text/plain'));
  assert.ok(!otherType.confirm(block));
  assert.ok((await of(stranger.observe('{}'))).blocks().size === 0);
  await assert.rejects(of(alice.observe('{}')), Malformed);
});

test('coverage counts what is shown and owned, and adds what is excluded to the debt', () => {
  const asset = (ticker, decimals) => ({ ticker, decimals });
  const owed = {
    assets: [
      { asset: asset('BTC', 8), commitment: { total: 100n } },
      { asset: asset('ETH', 18), commitment: { total: 0n } },
    ],
    excluded: [
      { asset: 'BTC', kind: 'house', total: 10n },
      { asset: 'DOGE', kind: 'asset', total: 5n },
      { asset: 'USDC', kind: 'asset', total: 5n },
    ],
  };
  const policy = { assets: [{ covers: asset('USDC', 6) }] };
  const held = (ticker, decimals, counts, units) => ({
    holding: { countsAs: asset(ticker, decimals), units },
    counts,
  });
  const rows = coverageOf(policy, owed, [
    held('BTC', 8, 'counted', 60n), held('BTC', 8, 'counted', 40n), held('BTC', 8, 'conditional', 1n),
    held('BTC', 8, 'attested', 2n), held('BTC', 8, 'claimed', 3n), held('BTC', 9, 'counted', 999n),
    held('USDC', 6, 'counted', 7n), held('XRP', 6, 'counted', 7n),
  ]);
  assert.deepEqual(rows.map((row) => row.asset), [
    asset('BTC', 8), asset('DOGE', 0), asset('ETH', 18), asset('USDC', 6),
  ]);
  const { liabilities, counted, conditional, attested, claimed } = rows[0];
  assert.deepEqual([liabilities, counted, conditional, attested, claimed], [110n, 100n, 1n, 2n, 3n]);
  assert.deepEqual(rows.map((row) => Number(basisPoints(row))), [9090, 0, 10000, 14000]);
  assert.deepEqual(rows.map((row) => reaches(row, 9091)), [false, false, true, true]);
  const finding = coverageFinding(rows, 10000);
  assert.equal(finding.result, 'fail');
  assert.deepEqual(finding.evidence, [
    'BTC covered to 90.90 %, want 100.00 %',
    'DOGE covered to 0.00 %, want 100.00 %',
  ]);
  assert.equal(coverageFinding(rows.slice(2), 10000).result, 'pass');
});

test('a thousand failures are shown, and all of them counted', async () => {
  const given = await honest();
  const row = given.held.holdings.find(({ assurance }) => assurance === 'proven');
  const many = Array.from({ length: 1500 }, () => ({ ...row, units: row.units + 1n }));
  const { findings } = await holdings({ ...given, held: { ...given.held, holdings: many } });
  const balance = findings.find(({ check }) => check === 'reserves.balance');
  assert.equal(balance.evidence.length, 1001);
  assert.equal(balance.evidence.at(-1), '1500 of 1500 holdings fail');
});

/** What the checks of reserves are given in the honest case. */
async function honest() {
  const { input } = readCase('honest');
  const bundle = await parseBundle(shownBytes(input.bundle));
  const statement = parseStatement(bundle.envelope.payload);
  return {
    statement,
    owed: liabilitiesManifest(statement, bundle.blobs).manifest,
    held: reservesManifest(statement, bundle.blobs).manifest,
    bundle,
    blobs: bundle.blobs,
    reader: await readerOf(input),
  };
}

/**
 * The file without what no check of one holding rests on: a block's number beside its hash, which
 * outputs come to the units, a hint of who signed, by which number a chain's one coin is named.
 */
function meaningOf(bytes) {
  return Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/"outpoint":"[0-9a-f]{64}:(?:0|[1-9][0-9]{0,8})"/g, '')
    .replace(/"height":[1-9][0-9]*|"time":"[0-9TZ:-]+"|"keyid":"[0-9a-f]{64}"/g, '')
    .replace(/(eip155:1\/slip44:)(?:0|[1-9][0-9]*)"/, '$1');
}

test('evidence with one changed byte stands behind nothing', async (t) => {
  const given = await honest();
  const whole = await holdings(given);
  assert.ok(whole.findings.every(({ result }) => result === 'pass'));
  const named = given.held.holdings.flatMap((row) => [row.evidence, row.ownershipEvidence]);
  let count = 0;
  for (const sha256 of new Set(named.filter((name) => name !== undefined))) {
    const file = given.blobs.find(sha256);
    const others = [...mutations(file, count, 7)].filter(
      (changed) => meaningOf(changed) !== meaningOf(file),
    );
    for (const changed of others) {
      // under the digest of the sound file, so that nothing but what it says is looked at
      const blobs = { find: (name) => (name === sha256 ? changed : given.blobs.find(name)) };
      const { findings } = await holdings({ ...given, blobs });
      assert.ok(findings.some(({ result }) => result === 'fail'), `${sha256}: ${count}`);
      count++;
    }
  }
  t.diagnostic(`${count} changed bytes`);
  assert.ok(count > 100);
});
