/** The report as a whole: as Java's, and never milder than its checks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDecimal } from '../lib/amount.js';
import { parseBundle } from '../lib/bundle.js';
import { fromUtf8, hex } from '../lib/bytes.js';
import { Malformed } from '../lib/malformed.js';
import { basisPoints, reaches } from '../lib/report/coverage.js';
import { CHECKS, VERDICTS, worse } from '../lib/report/checks.js';
import { absent, fail, notOurs, notRun, pass } from '../lib/report/finding.js';
import { findingOf, Findings, makeReport, printReport } from '../lib/report/report.js';
import { levelOf, levelsOf } from '../lib/reserves/coverage.js';
import { verify } from '../lib/verification.js';
import { caseNames, exhibitsOf, readCase, readerOf, shownBytes, verifyCase } from './bundle-case.js';
import { repoText } from './files.js';
import { mutations, specExample, specText } from './spec.js';

const NOW = '2026-09-02T06:00:00Z';

async function reportOf(name) {
  return (await verifyCase(readCase(name))).report;
}

/** A report for people, as Java's programs print it, and what each finding rests on. */
function textOf({ verdict, issuer, epoch, findings, coverage }) {
  const lines = findings.map(
    ({ result, check, sentence }) => `  ${result.padEnd(7)} ${check.padEnd(21)} ${sentence}\n`,
  );
  const evidence = findings.flatMap(({ check, evidence: all }) =>
    all.map((line) => `${check}: ${line}\n`),
  );
  return [`${verdict} ${issuer}, epoch ${epoch}\n`, ...lines, ...coverage.map(lineOf), ...evidence]
    .join('');
}

function lineOf(coverage) {
  const { ticker, decimals } = coverage.asset;
  const points = basisPoints(coverage);
  const coins = (units) => toDecimal(units, decimals);
  const unlessNone = (level, units) => (units === 0n ? '' : level + coins(units));
  return (
    `  ${ticker.padEnd(8)} owed ${coins(coverage.liabilities)}, proven or observed and owned ` +
    `${coins(coverage.counted)} (${points / 100n}.${String(points % 100n).padStart(2, '0')} %)` +
    unlessNone(', if its blocks are genuine ', coverage.conditional) +
    unlessNone(", in a custodian's word ", coverage.attested) +
    unlessNone(", in the exchange's word alone ", coverage.claimed) +
    '\n'
  );
}

test("the honest case's report has Java's words", async () => {
  const path = 'attest/src/test/resources/dev/solvent/attest/verify/honest-report.txt';
  assert.equal(textOf(await reportOf('honest')), repoText(...path.split('/')));
});

test('the report of the spec is printed, and every check stands there in its order', () => {
  const bytes = specExample('report.md');
  const { coverage, findings, ...rest } = JSON.parse(fromUtf8(bytes));
  const exact = coverage.map(({ asset, decimals, basisPoints: points, ...sums }) => ({
    asset: { ticker: asset, decimals },
    ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, BigInt(sum)])),
  }));
  const report = makeReport({ ...rest, findings, coverage: exact });
  assert.equal(fromUtf8(printReport(report)), fromUtf8(bytes));
  assert.equal(report.verdict, rest.verdict);
  CHECKS.forEach((check, i) => {
    assert.ok(specText('report.md').includes(`\n${i + 1}. \`${check}\`\n`), check);
  });
});

test('the verdict is the worst, and a check that nobody made keeps it down', () => {
  const all = CHECKS.map((check) => pass(check, 'holds'));
  const verdictWith = (...others) => {
    const byCheck = new Map(others.map((finding) => [finding.check, finding]));
    const findings = all.map((finding) => byCheck.get(finding.check) ?? finding);
    return makeReport({ now: NOW, findings, coverage: [] }).verdict;
  };
  assert.equal(verdictWith(), 'VERIFIED');
  for (const check of CHECKS) {
    const milder = { 'statement.latest': 'STALE', freshness: 'STALE', 'solvency.coverage': 'SHORT' };
    assert.equal(verdictWith(fail(check, 'not')), milder[check] ?? 'FAILED', check);
    assert.equal(verdictWith(notRun(check, 'not')), 'FAILED', check);
    assert.equal(verdictWith(absent(check, 'not')), 'VERIFIED', check);
    assert.equal(verdictWith(notOurs(check, 'not')), 'VERIFIED', check);
  }
  assert.equal(verdictWith(fail('freshness', 'a'), fail('solvency.coverage', 'b')), 'SHORT');
  assert.equal(verdictWith(fail('freshness', 'a'), notRun('log.inclusion', 'b')), 'FAILED');
  assert.deepEqual([...VERDICTS].reverse().reduce(worse), 'MALFORMED');
  const report = makeReport({ now: NOW, findings: new Findings().all(), coverage: [] });
  assert.equal(report.verdict, 'FAILED');
});

test('a finding has a known check, a sentence, and stands once', () => {
  assert.throws(() => pass('log.unknown', 'x'), RangeError);
  assert.throws(() => pass('freshness', ' '), RangeError);
  const findings = new Findings();
  findings.add(pass('freshness', 'x'));
  assert.throws(() => findings.add(fail('freshness', 'y')), /made twice/);
  const few = [pass('freshness', 'x')];
  assert.throws(() => makeReport({ now: NOW, findings: few, coverage: [] }), RangeError);
});

test('coverage is rounded down and compared exactly', () => {
  const of = (counted, liabilities) => ({ counted, liabilities });
  assert.equal(basisPoints(of(0n, 0n)), 10_000n);
  assert.equal(basisPoints(of(99_999n, 100_000n)), 9_999n);
  assert.equal(basisPoints(of(2n ** 200n, 1n)), 10_000_000_000n);
  const huge = 3n * 2n ** 128n;
  assert.ok(reaches(of(huge, huge), 10_000));
  assert.ok(!reaches(of(huge - 1n, huge), 10_000));
  assert.ok(reaches(of(0n, 0n), 1_000_000));
  assert.ok(!reaches(of(huge, huge), 10_001));
});

test('what the cases show beside their results', async () => {
  const sentence = async (name, check) => findingOf(await reportOf(name), check).sentence;
  assert.equal(
    await sentence('entry-replaced-and-shown', 'statement.latest'),
    'replaced in epoch 4: two accounts were counted twice',
  );
  const root = '24b47e3bb0f8d9aac71b68923dce27e50b92ecddee5efbc43fabfcfd044f5156 of height 2';
  assert.equal(
    await sentence('trees-of-another-total', 'liabilities.recompute'),
    `BTC comes to 150000001 units under ${root}, want the attested 150000000 units under ${root}`,
  );
  const seen = findingOf(await reportOf('seen-another-history'), 'log.consistency').evidence;
  assert.equal(seen.length, 2, 'both checkpoints are kept as evidence');
  assert.ok(seen.every((text) => text.startsWith('exchange.example/log\n')));
  for (const name of ['receipt-that-does-not-fold', 'receipt-silent-about-an-asset']) {
    assert.match(await sentence(name, 'receipt.signature'), /^proof of fault/);
  }
  for (const name of ['receipt-signed-by-a-thief', 'receipt-of-another-type']) {
    assert.doesNotMatch(await sentence(name, 'receipt.signature'), /proof of fault/);
  }
  const nobodys = await reportOf('statement-signed-by-a-thief');
  assert.deepEqual([nobodys.issuer, nobodys.epoch, nobodys.coverage], [undefined, undefined, []]);
});

test('what a page draws comes with the report: the path from leaf to root, the manifests', async () => {
  const verified = await verifyCase(readCase('honest'));
  const { owed, held, share, statement } = verified;
  assert.equal(statement.issuer, 'exchange.example');
  assert.equal(held.holdings.length, 5);
  share.positions.forEach(({ proof, verdict }) => {
    const { commitment } = owed.assets.find(({ asset }) => asset.ticker === proof.asset.ticker);
    assert.equal(verdict.path.length, commitment.height + 1);
    assert.equal(verdict.path.at(-1).hash, commitment.root);
    assert.equal(verdict.path[0].sum, proof.balance);
  });
});

test('what counts comes apart into proven and observed, in every case that shows holdings', async (t) => {
  let rows = 0;
  for (const name of caseNames()) {
    const verified = await verifyCase(readCase(name));
    for (const row of verified?.report.coverage ?? []) {
      const { proven, observed, ...others } = levelsOf(verified.judged, row.asset);
      const { counted, conditional, attested, claimed } = row;
      assert.equal(proven + observed, counted, `${name} ${row.asset.ticker}`);
      assert.deepEqual(others, { conditional, attested, claimed }, `${name} ${row.asset.ticker}`);
      rows++;
    }
  }
  assert.ok(rows > 20);
  t.diagnostic(`${rows} rows`);
});

test('a holding is shown with the age of its signature, and never as more than it counts as', async () => {
  const { judged } = await verifyCase(readCase('honest'));
  judged.forEach((each) => {
    const { holding, counts, signedAge } = each;
    assert.equal(signedAge !== undefined, holding.ownership === 'signed');
    assert.ok(signedAge === undefined || signedAge >= 0);
    assert.equal(levelOf(each), counts === 'counted' ? holding.assurance : counts);
    assert.equal(levelOf({ ...each, counts: 'claimed' }), 'claimed');
  });
});

test('without anything but the bundle, only what is somebody else’s is open', async () => {
  const { input } = readCase('honest');
  const bundle = await parseBundle(shownBytes(input.bundle));
  const reader = await readerOf(input);
  const alone = await verify(bundle, {}, reader);
  const open = alone.report.findings.filter(({ result }) => result !== 'pass');
  assert.deepEqual(
    open.map(({ check, result }) => `${check} ${result}`),
    [
      'liabilities.inclusion not run',
      'liabilities.recompute not run',
      'receipt.signature absent',
      'solvency.report absent',
      'solvency.risk absent',
    ],
  );
  assert.equal(alone.report.verdict, 'VERIFIED');
  const unproved = await verify(bundle, {}, { ...reader, seen: { ...reader.seen, proof: undefined } });
  assert.equal(findingOf(unproved.report, 'log.consistency').result, 'not run');
  assert.equal(unproved.report.verdict, 'FAILED');
});

/** All of a bundle that a check can rest on; the hint of whose signature it is, is not. */
function substance(bundle) {
  const signed = ({ payloadType, payload, lines }) => ({
    payloadType,
    payload: hex(payload),
    signatures: lines.map(({ signature }) => hex(signature)),
  });
  return JSON.stringify([
    bundle.blobs.digests(),
    bundle.earlier.map(({ size, root, proof }) => [String(size), root, proof]),
    hex(bundle.envelope.bytes),
    String(bundle.logProof.index),
    bundle.logProof.path,
    bundle.logProof.signed.note.lines.map(({ text }) => text),
    bundle.logProof.signed.checkpoint.text,
    bundle.observations.map(signed),
    bundle.roots.map(({ envelope }) => signed(envelope)),
    bundle.tokens.map(hex),
  ]);
}

test('no bundle with one byte changed is verified as another than it is', async (t) => {
  const { input } = readCase('honest');
  const bytes = shownBytes(input.bundle);
  const good = substance(await parseBundle(bytes));
  const reader = await readerOf(input);
  const exhibits = await exhibitsOf(input);
  const counts = new Map();
  for (const changed of mutations(bytes, 11, 29)) {
    let verdict = 'MALFORMED';
    try {
      const bundle = await parseBundle(changed);
      verdict = (await verify(bundle, exhibits, reader)).report.verdict;
      assert.ok(verdict !== 'VERIFIED' || substance(bundle) === good, 'a changed bundle is verified');
    } catch (error) {
      assert.ok(error instanceof Malformed, error.stack);
    }
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  assert.ok(counts.get('MALFORMED') > 100 && counts.get('FAILED') > 5);
  t.diagnostic([...counts].map((pair) => pair.join(' ')).join(', '));
});
