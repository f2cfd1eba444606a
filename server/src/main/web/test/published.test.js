/** An attestation as its publication is now: a log that grew, was rewritten, or is damaged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64 } from '../lib/base64.js';
import { Blobs } from '../lib/blobs.js';
import { fromUtf8, utf8 } from '../lib/bytes.js';
import { parseEnvelope } from '../lib/envelope.js';
import { digest } from '../lib/hash.js';
import { parseCheckpoint, parseSignedCheckpoint } from '../lib/log/checkpoint.js';
import { logProofRefusal, makeLogProof } from '../lib/log/log-proof.js';
import { consistencyRefusal } from '../lib/log/proofs.js';
import { Contradiction } from '../lib/log/tiles.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { examine } from '../lib/published/examination.js';
import { publishedLog } from '../lib/published/log.js';
import { bringUnder } from '../lib/published/newest-log.js';
import { findingOf } from '../lib/report/report.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';
import { checkpointText, slowConsistency, slowPath, slowRoot, slowTiles } from './slow-log.js';
import { canonical, cosignatureLine, envelopeOf, newSigner, noteKeyText, signatureLine } from './signing.js';
import { specExample } from './spec.js';

const ORIGIN = 'exchange.example/log';
const NOW = '2026-09-02T06:00:00Z';

const [log, issuer, witness] = await Promise.all([1, 2, 3].map(newSigner));
const logKey = noteKeyText(ORIGIN, 1, log);
const witnessKey = noteKeyText('one.example', 4, witness);

const spki = { spki: base64(issuer.key.spki) };
const rootDocument = {
  format: 'solvent/trust-root/v1',
  issuer: 'exchange.example',
  log: { keys: [{ note: logKey }], origin: ORIGIN, size: 0 },
  root: { keys: [spki], threshold: 1 },
  statements: [{ from: 0, keys: [spki], threshold: 1 }],
  version: 1,
};
const rootBytes = await envelopeOf(
  'application/vnd.solvent.trust-root+json',
  canonical(rootDocument),
  issuer,
);
const root = await parseSignedRoot(rootBytes);

const manifests = { 'liabilities.json': utf8('{'), 'reserves.json': utf8('[') };

/** The entry of an epoch; `fields` go into its predicate. */
async function entry(epoch, fields = {}) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    predicate: {
      asOf: '2026-09-02T00:00:00Z',
      chainState: [],
      epoch,
      issuer: 'exchange.example',
      logOrigin: ORIGIN,
      nextDueBy: '2026-09-03T06:00:00Z',
      trustRoot: { sha256: root.root.id, version: 1 },
      ...fields,
    },
    predicateType: 'https://solvent.dev/attestation/solvency/v1',
    subject: Object.entries(manifests).map(([name, bytes]) => ({
      digest: { sha256: digest(bytes) },
      name,
    })),
  };
  return envelopeOf('application/vnd.in-toto+json', canonical(statement), issuer);
}

async function signedCheckpoint(entries) {
  const text = checkpointText(ORIGIN, entries);
  const lines = [
    await signatureLine(logKey, log, text),
    await cosignatureLine(witnessKey, witness, text, NOW),
  ];
  return utf8(`${text}\n${lines.join('')}`);
}

const entries = [await entry(1), await entry(2), await entry(3)];
const replaced = parseEnvelope(entries[1]).payloadDigest;
const grown = [
  ...entries,
  utf8('no envelope'),
  await entry(5, { replaces: { reason: 'counted twice', sha256: replaced } }),
  await entry(6),
];

/** The bundle of epoch 2 as the log was with these entries. */
async function bundleUnder(size) {
  const held = entries.slice(0, size);
  return {
    blobs: Blobs.of([]),
    earlier: [{ size: 1n, root: slowRoot(entries.slice(0, 1)), proof: slowConsistency(1, held) }],
    envelope: parseEnvelope(entries[1]),
    logProof: makeLogProof(1n, slowPath(1, held), parseSignedCheckpoint(await signedCheckpoint(held))),
    observations: [],
    roots: [root],
    tokens: [],
  };
}

/** A publication of these entries, and what was asked of it. */
async function publication(of, changes = {}) {
  const tiles = [...slowTiles(of)].map(([path, bytes]) => [`log/${path}`, bytes]);
  const kept = new Map([
    ...tiles,
    ['log/checkpoint', await signedCheckpoint(of)],
    ['trust/1.root.json', rootBytes],
    ...Object.values(manifests).map((bytes) => [`blobs/sha256/${digest(bytes)}`, bytes]),
    ...Object.entries(changes),
  ]);
  const asked = [];
  const files = async (path, most) => {
    asked.push(path);
    const bytes = kept.get(path);
    assert.ok(bytes === undefined || bytes.length <= most);
    return bytes;
  };
  return { files, asked };
}

test('a bundle is brought under the newest checkpoint, with every proof made anew', async () => {
  const { files } = await publication(grown);
  const newest = parseSignedCheckpoint(await signedCheckpoint(grown));
  const was = await bundleUnder(3);
  const bundle = await bringUnder(was, publishedLog(files), newest);
  assert.deepEqual(bundle.logProof.path, slowPath(1, grown));
  assert.equal(logProofRefusal(bundle.logProof, entries[1], 1n), undefined);
  assert.deepEqual(bundle.earlier.map(({ size }) => size), [1n, 3n]);
  for (const older of bundle.earlier) {
    assert.equal(consistencyRefusal(older, newest.checkpoint, older.proof), undefined);
  }
  assert.equal(bundle.replacement.logProof.index, 4n);
  assert.equal(logProofRefusal(bundle.replacement.logProof, grown[4], 4n), undefined);
});

test('an earlier state that is no state of this log is left out', async () => {
  const { files } = await publication(grown);
  const newest = parseSignedCheckpoint(await signedCheckpoint(grown));
  const was = await bundleUnder(3);
  const strange = { ...was, earlier: [{ ...was.earlier[0], root: slowRoot(grown.slice(1, 2)) }] };
  const bundle = await bringUnder(strange, publishedLog(files), newest);
  assert.deepEqual(bundle.earlier.map(({ size }) => size), [3n]);
});

test('a log that is another, is shorter or is damaged contradicts the bundle', async () => {
  const was = await bundleUnder(3);
  const other = [entries[0], entries[2], ...grown.slice(2)];
  for (const now of [other, entries.slice(0, 2)]) {
    const { files } = await publication(now);
    const newest = parseSignedCheckpoint(await signedCheckpoint(now));
    await assert.rejects(bringUnder(was, publishedLog(files), newest), Contradiction);
  }
  const path = 'log/tile/0/000.p/6';
  const { files } = await publication(grown, { [path]: new Uint8Array(6 * 32) });
  const newest = parseSignedCheckpoint(await signedCheckpoint(grown));
  await assert.rejects(bringUnder(was, publishedLog(files), newest), Contradiction);
  const missing = await publication(grown, { [path]: undefined });
  await assert.rejects(bringUnder(was, publishedLog(missing.files), newest), /is not published$/);
});

const policyDocument = JSON.parse(fromUtf8(specExample('policy.md')));
const policy = parsePolicy(
  canonical({ ...policyDocument, witnesses: `witness one ${witnessKey}\nquorum one\n` }),
);

async function examined(now, extra = {}) {
  const { files, asked } = await publication(now);
  const bundle = await bundleUnder(3);
  const given = { bundle, exhibits: {}, files, pinned: root, policy, now: NOW, ...extra };
  return { asked, ...(await examine(given)) };
}

test('an examination shows the correction, and asks for what the bundle does not hold', async () => {
  const { report, asked, accepted, bundle } = await examined(grown);
  const result = (check) => findingOf(report, check);
  assert.match(result('statement.latest').sentence, /^replaced in epoch 5: counted twice$/);
  for (const check of ['trust.root', 'log.checkpoint', 'log.witnesses', 'log.inclusion']) {
    assert.equal(result(check).result, 'pass', result(check).sentence);
  }
  assert.match(result('liabilities.manifest').sentence, /^manifest /, 'found beside, and unreadable');
  for (const bytes of Object.values(manifests)) {
    assert.ok(asked.includes(`blobs/sha256/${digest(bytes)}`));
  }
  assert.equal(accepted.checkpoint.size, 6n);
  assert.equal(bundle.logProof.signed.checkpoint.size, 6n);
});

test('tiles that contradict their checkpoint do not hide what this reader saw last', async () => {
  const last = parseCheckpoint(checkpointText(ORIGIN, grown));
  for (const path of ['log/tile/0/000.p/3', 'log/tile/entries/000.p/3']) {
    const { files } = await publication(entries, { [path]: new Uint8Array(3 * 32) });
    for (const seen of [undefined, last]) {
      const { report, accepted } = await examined(entries, { files, last: seen });
      const { result, sentence } = findingOf(report, 'log.consistency');
      assert.equal(result, 'fail', sentence);
      assert.match(sentence, /^the log as it is published contradicts it: /);
      assert.equal(accepted, undefined);
    }
  }
});

test('a checkpoint that lags behind the bundle changes nothing, if it is of the same log', async () => {
  const { files: whole } = await publication(entries);
  const lagging = async (text, last) => {
    const lines = [await signatureLine(logKey, log, text), await cosignatureLine(witnessKey, witness, text, NOW)];
    const files = async (path, most) =>
      path === 'log/checkpoint' ? utf8(`${text}\n${lines.join('')}`) : whole(path, most);
    const { report, accepted } = await examined(entries, { files, last });
    return [findingOf(report, 'log.consistency').result, accepted?.checkpoint.size];
  };
  const two = checkpointText(ORIGIN, entries.slice(0, 2));
  const at = (of) => parseCheckpoint(checkpointText(ORIGIN, of));
  assert.deepEqual(await lagging(two), ['absent', 3n]);
  assert.deepEqual(await lagging(checkpointText(ORIGIN, [])), ['absent', 3n]);
  assert.deepEqual(await lagging(two, at(entries.slice(0, 2))), ['pass', 3n]);
  assert.deepEqual(await lagging(two, at(grown)), ['fail', undefined], 'it was larger before');
  assert.deepEqual(await lagging(checkpointText(ORIGIN, [entries[1], entries[0]])), ['fail', undefined]);
  assert.deepEqual(await lagging(checkpointText('other/log', entries.slice(0, 2))), ['fail', undefined]);
  assert.deepEqual(await lagging(checkpointText('other/log', entries)), ['fail', undefined]);
});

test('roots that are not the bundle’s, or not in their places, change nothing', async () => {
  const other = await envelopeOf(
    'application/vnd.solvent.trust-root+json',
    canonical({ ...rootDocument, issuer: 'other.example' }),
    issuer,
  );
  for (const changes of [{ 'trust/1.root.json': other }, { 'trust/2.root.json': rootBytes }]) {
    const { files } = await publication(entries, changes);
    const { report, bundle } = await examined(entries, { files });
    assert.equal(findingOf(report, 'trust.root').result, 'pass');
    assert.deepEqual(bundle.roots, [root]);
  }
});

test('what this reader saw last is compared with the log as it is now', async () => {
  const consistency = async (now, last) => {
    const { report, accepted } = await examined(now, { last });
    return [findingOf(report, 'log.consistency').result, accepted?.checkpoint.size];
  };
  const at = (of) => parseCheckpoint(checkpointText(ORIGIN, of));
  assert.deepEqual(await consistency(grown, undefined), ['absent', 6n]);
  assert.deepEqual(await consistency(grown, at(entries)), ['pass', 6n]);
  assert.deepEqual(await consistency(grown, at(grown.slice(0, 4))), ['pass', 6n]);
  assert.deepEqual(await consistency(grown, at(grown)), ['pass', 6n]);
  assert.deepEqual(await consistency(entries, at(grown)), ['fail', undefined]);
  assert.deepEqual(await consistency(grown, at([entries[2], entries[1]])), ['fail', undefined]);
  const elsewhere = parseCheckpoint(checkpointText('other/log', entries));
  assert.deepEqual(await consistency(grown, elsewhere), ['fail', undefined]);
});

test('two histories are a failure, with both checkpoints as evidence', async () => {
  const other = [entries[0], entries[2], ...grown.slice(2)];
  const { report, accepted } = await examined(other);
  const finding = findingOf(report, 'log.consistency');
  assert.equal(finding.result, 'fail');
  assert.deepEqual(finding.evidence, [checkpointText(ORIGIN, other), checkpointText(ORIGIN, entries)]);
  assert.equal(accepted, undefined);
});

test('without a publication the bundle has to do', async () => {
  const last = parseCheckpoint(checkpointText(ORIGIN, entries));
  const { report } = await examined(grown, { files: undefined, last });
  assert.equal(findingOf(report, 'log.consistency').result, 'pass', 'the very same checkpoint');
  const older = parseCheckpoint(checkpointText(ORIGIN, entries.slice(0, 1)));
  const shown = await examined(grown, { files: undefined, last: older });
  assert.equal(findingOf(shown.report, 'log.consistency').result, 'pass', 'the bundle brings a proof');
  const two = parseCheckpoint(checkpointText(ORIGIN, entries.slice(0, 2)));
  const open = await examined(grown, { files: undefined, last: two });
  assert.equal(findingOf(open.report, 'log.consistency').result, 'not run');
  assert.equal(open.accepted, undefined);
});
