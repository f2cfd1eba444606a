/** The check `solvency.report`, on the example of docs/spec/solvency-report.md; its other cases are vectors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromUtf8, utf8 } from '../lib/bytes.js';
import { digest } from '../lib/hash.js';
import { parseCommitments } from '../lib/solvency/report-sources.js';
import { printSolvencyReport, solvencyReport } from '../lib/solvency/report.js';
import { LIABILITIES, RESERVES, SOLVENCY } from '../lib/statement.js';
import { recomputedReport } from '../lib/verify/solvency-step.js';
import { checked, readFiles } from './solvency-files.js';
import { canonicalBytes, specBlocks, specExample } from './spec.js';

const POLICY = 'solvency-policy.md';
const REPORT = 'solvency-report.md';

const manifest = (number) => JSON.stringify(JSON.parse(specBlocks(REPORT, 'json')[number]));
const FILES = {
  liabilities: manifest(1),
  reserves: manifest(2),
  prices: fromUtf8(specExample('price-table.md')),
  policy: fromUtf8(specExample(POLICY, 0)),
  terms: fromUtf8(specExample(POLICY, 1)),
};
const published = fromUtf8(specExample(REPORT));
const announced = digest(specExample(POLICY, 0));

/** The example with a place of one of its texts as something else. */
function changed(name, good, bad) {
  const texts = { ...FILES, published };
  const other = texts[name].replace(good, bad);
  assert.notEqual(other, texts[name], `${name}: no ${good}`);
  return { ...texts, [name]: other };
}

function assertRefused(verdict, reason, sentence) {
  assert.deepEqual([verdict.confirmed, verdict.reason], [false, reason], verdict.sentence);
  assert.match(verdict.sentence, sentence);
}

test('the example follows from its files, byte for byte', () => {
  const report = solvencyReport(readFiles(FILES), { announces: announced });
  assert.equal(fromUtf8(printSolvencyReport(report)), published);
  for (const before of [undefined, announced]) {
    const verdict = checked({ ...FILES, published, announced: before });
    assert.deepEqual([verdict.confirmed, verdict.announces], [true, announced]);
    assert.deepEqual(verdict.report, report);
  }
});

test('the report as a value has amounts as bigints and shares as numbers', () => {
  const { coverage, imbalance, stress, unpriced } = solvencyReport(readFiles(FILES), { announces: announced });
  assert.equal(coverage.total.surplus, 33_001_500n);
  assert.equal(coverage.total.ratio, 13_142);
  assert.equal(coverage.assets[0].held.observed, 1_050_000_000n);
  assert.deepEqual(imbalance.largest.custodian, { name: 'self', share: 7_103 });
  assert.equal(stress[2].surplus, -6_998_500n);
  assert.equal(stress[1].breakEven, undefined);
  assert.deepEqual(unpriced, []);
});

test('1. files of another epoch, moment or exchange make no report', () => {
  const contradictions = [
    ['reserves', '"epoch":7', '"epoch":8', /^reserves of exchange.example, epoch 8, as of /],
    ['prices', ':00Z","epoch"', ':01Z","epoch"', /^prices of .*00:00:01Z, want the liabilities' /],
    ['terms', '"epoch":7', '"epoch":6', /^terms of exchange.example, epoch 6/],
    ['policy', '"issuer":"exchange.', '"issuer":"other.', /^policy of other.example, want exch/],
    ['prices', '"quote":"USD"', '"quote":"EUR"', /^prices in EUR, want USD$/],
    ['policy', '"decimals":8', '"decimals":9', /^BTC:9 and BTC:8, want the same decimals every/],
    ['terms', '"units":"30', '"units":"130', /^ETH: terms of 130+, want at most 100+$/],
  ];
  for (const [name, good, bad, sentence] of contradictions) {
    assertRefused(checked(changed(name, good, bad)), 'INPUTS', sentence);
  }
});

test('1. more than 10,000 assets make no report, and so many do', () => {
  const policy = JSON.parse(FILES.policy);
  const rule = policy.assets.find(({ asset }) => asset === 'ETH');
  const rules = (count) =>
    Array.from({ length: count }, (_, i) => ({ ...rule, asset: `T${String(i).padStart(5, '0')}` }));
  const withRules = (count) =>
    fromUtf8(canonicalBytes({ ...policy, assets: rules(count), accounts: [] }));
  const all = { ...FILES, published };
  // BTC, ETH, EXT and USDC stand in the manifests.
  assertRefused(checked({ ...all, policy: withRules(9_996) }), 'DIFFERENT', /which differs from byte/);
  const sentence = /^10001 assets, want at most 10000$/;
  assertRefused(checked({ ...all, policy: withRules(9_997) }), 'INPUTS', sentence);
});

test('2. another policy than was announced is refused, whatever the report says', () => {
  const other = '00'.repeat(32);
  const sentence = new RegExp(`^policy ${announced}, want the announced ${other}$`);
  assertRefused(checked({ ...FILES, published, announced: other }), 'POLICY', sentence);
  assertRefused(checked({ ...FILES, published: '', announced: other }), 'POLICY', sentence);
});

test('3. what announces no policy in canonical JSON is malformed', () => {
  const malformed = [
    ['', /want one JSON value$/],
    ['{}', /^report without announces.sha256, want the next policy's digest$/],
    ['[]', /^report without announces.sha256/],
    ['null', /^report without announces.sha256/],
    ['{"announces":[]}', /^report without announces.sha256/],
    ['{"announces":{"sha256":0}}', /^report without announces.sha256/],
    ['{"announces":{"sha256":"00"}}', /^hash of 2 characters, want 64/],
    [published.replace('"epoch":', '"epoch": '), /^not /],
    [`${published}\n`, /^more after the value/],
  ];
  for (const [text, sentence] of malformed) {
    assertRefused(checked({ ...FILES, published: text }), 'MALFORMED', sentence);
  }
  assert.equal(parseCommitments(utf8(published)).announces, announced);
});

test('4. another figure, file or announcement is another report', () => {
  const others = [
    ['published', '"ratio":13142', '"ratio":13143'],
    ['published', '"missing":"5000000"', '"missing":"0"'],
    ['published', '{"about":"","found":9047,"limit":10000,"threshold":"coverage"},', ''],
    ['published', '"unpriced":[]', '"unpriced":[],"zero":0'],
    ['liabilities', '"total":"950000000"', '"total":"949999999"'],
    ['reserves', '"units":"150000000000"', '"units":"200000000000"'],
    ['prices', '"60030000000000000000000"', '"60031000000000000000000"'],
    ['policy', '"least":9500', '"least":9400'],
    ['terms', '"seconds":2592000', '"seconds":2592001'],
  ];
  for (const [name, good, bad] of others) {
    const sentence = /^report [0-9a-f]{64}, want [0-9a-f]{64}, which differs from byte [0-9]+ on$/;
    assertRefused(checked(changed(name, good, bad)), 'DIFFERENT', sentence);
  }
  const { terms, ...without } = FILES;
  assertRefused(checked({ ...without, published }), 'DIFFERENT', /which differs/);
});

test('each byte of the report counts; those of the announcement make another one', () => {
  let announcements = 0;
  for (let i = 0; i < published.length; i += 7) {
    const digit = published[i] === '0' ? '1' : '0';
    const text = published.slice(0, i) + digit + published.slice(i + 1);
    const verdict = checked({ ...FILES, published: text });
    if (verdict.confirmed) {
      assert.ok(text.includes(verdict.announces) && verdict.announces !== announced, `byte ${i}`);
      announcements++;
    }
  }
  assert.ok(announcements > 0 && announcements <= 64 / 7 + 1, `${announcements} confirmed`);
});

test('what this reader takes as claimed is named where the report counts it', () => {
  const files = readFiles(FILES);
  const texts = [FILES.prices, FILES.policy, FILES.terms, published].map(utf8);
  const blobs = new Map(texts.map((bytes) => [digest(bytes), bytes]));
  const owed = files.liabilities.value;
  const held = files.reserves.value;
  const subjects = [
    { name: LIABILITIES, sha256: files.liabilities.sha256 },
    { name: RESERVES, sha256: files.reserves.sha256 },
    { name: SOLVENCY, sha256: digest(utf8(published)) },
  ];
  const given = { statement: { subjects }, owed, held, blobs: { find: (name) => blobs.get(name) } };
  const judged = held.holdings.map((holding) => ({
    holding,
    counts: holding.countsAs.ticker.startsWith('E') ? 'claimed' : 'counted',
  }));
  const sentence = (more) => recomputedReport({ ...given, ...more }).findings[0].sentence;
  assert.match(sentence({ judged }), /byte for byte; it counts ETH, EXT that this reader takes as claimed$/);
  assert.match(sentence({}), /byte for byte$/);
});
