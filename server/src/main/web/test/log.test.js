/** Notes, checkpoints, witnesses and the proofs of the log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBase64 } from '../lib/base64.js';
import { fromUtf8, hex, utf8 } from '../lib/bytes.js';
import { digest } from '../lib/hash.js';
import {
  checkpointRefusal,
  parseCheckpoint,
  parseSignedCheckpoint,
} from '../lib/log/checkpoint.js';
import { EMPTY_ROOT, logLeaf, logNode } from '../lib/log/hasher.js';
import { logProofRefusal, parseLogProof } from '../lib/log/log-proof.js';
import { consistencyRefusal, inclusionRefusal } from '../lib/log/proofs.js';
import { ENTRIES, tilePath, tileWidth } from '../lib/log/tile-path.js';
import { Contradiction, LogReader } from '../lib/log/tiles.js';
import { parseWitnessPolicy } from '../lib/log/witness-policy.js';
import { witnessedBy } from '../lib/log/witnesses.js';
import { Malformed, readOrNone } from '../lib/malformed.js';
import { parseNoteKey } from '../lib/note/key.js';
import { parseNote, verifyNote } from '../lib/note/note.js';
import { sharedBytes, sharedNames } from './files.js';
import {
  checkpointText,
  slowConsistency,
  slowEntries,
  slowPath,
  slowRoot,
  slowTiles,
} from './slow-log.js';
import { cosignatureLine, newSigner, noteKeyText, signatureLine } from './signing.js';
import { meaninglessBytes, mutations, readOrMalformed, specBlocks, specText } from './spec.js';

const ORIGIN = 'exchange.example/log';
const NOW = '2026-09-02T06:00:00Z';

const MERKLE = ['third-party', 'merkle-proofs', 'testdata'];

function sharedText(...path) {
  const bytes = sharedBytes(...path);
  return bytes && fromUtf8(bytes);
}

/** Numbers of JSON as bigints: some are larger than a number holds. */
function exactJson(text) {
  const quoted = text.replace(/("(?:leafIdx|treeSize|size1|size2)": )(\d+)/g, '$1"$2"');
  return JSON.parse(quoted, (name, value) =>
    ['leafIdx', 'treeSize', 'size1', 'size2'].includes(name) ? BigInt.asIntN(64, BigInt(value)) : value,
  );
}

/** A hash, or undefined where the vector's bytes are none: our readers hand on no such value. */
function hashOf(text) {
  const bytes = text === null ? new Uint8Array(0) : parseBase64(text);
  return bytes.length === 32 ? hex(bytes) : undefined;
}

function* merkleCases(kind) {
  for (const folder of ['0', '1', '2', '3', '4', 'additional', 'single-entry']) {
    const inner = folder === 'additional' ? ['0', '1', '2', '3', ''] : [''];
    for (const last of inner) {
      const path = [...MERKLE, kind, folder, last].filter(Boolean);
      for (const name of sharedNames('.json', ...path)) {
        yield exactJson(sharedText(...path, name));
      }
    }
  }
  for (const name of sharedNames('.json', ...MERKLE, kind)) {
    yield exactJson(sharedText(...MERKLE, kind, name));
  }
}

test('the inclusion proofs of transparency-dev/merkle are decided as published', (t) => {
  const counts = { accepted: 0, refused: 0 };
  for (const one of merkleCases('inclusion')) {
    const leaf = hashOf(one.leafHash);
    const root = hashOf(one.root);
    const path = (one.proof ?? []).map(hashOf);
    const whole = leaf !== undefined && root !== undefined && !path.includes(undefined);
    const accepted =
      whole &&
      inclusionRefusal(leaf, one.leafIdx, path, { size: one.treeSize, root }) === undefined;
    assert.equal(accepted, !one.wantErr, one.desc);
    counts[accepted ? 'accepted' : 'refused']++;
  }
  if (counts.refused === 0) {
    t.skip('no third-party vectors here');
    return;
  }
  assert.equal(counts.accepted + counts.refused, 98);
  t.diagnostic(`${counts.accepted} accepted, ${counts.refused} refused`);
});

test('the consistency proofs of transparency-dev/merkle are decided as published', (t) => {
  const counts = { accepted: 0, refused: 0, noHashes: 0 };
  for (const one of merkleCases('consistency')) {
    const older = { size: one.size1, root: hashOf(one.root1) };
    const newer = { size: one.size2, root: hashOf(one.root2) };
    const proof = (one.proof ?? []).map(hashOf);
    const whole = ![older.root, newer.root, ...proof].includes(undefined);
    if (!one.wantErr && !whole) {
      counts.noHashes++; // two equal roots of 9 bytes
      continue;
    }
    const accepted = whole && consistencyRefusal(older, newer, proof) === undefined;
    assert.equal(accepted, !one.wantErr, one.desc);
    counts[accepted ? 'accepted' : 'refused']++;
  }
  if (counts.refused === 0) {
    t.skip('no third-party vectors here');
    return;
  }
  assert.equal(counts.noHashes, 1);
  assert.equal(counts.accepted + counts.refused + counts.noHashes, 98);
  t.diagnostic(`${counts.accepted} accepted, ${counts.refused} refused, 1 without hashes`);
});

test('core vectors: hashes, tile paths, the widths of a log of 70000, signed notes', async (t) => {
  const text = sharedText('own', 'core-vectors.json');
  if (text === undefined) {
    t.skip('no vectors of ours here');
    return;
  }
  const core = JSON.parse(text);
  const [empty, ...hashes] = core.rfc6962_hash;
  assert.equal(EMPTY_ROOT, empty.hex);
  for (const { what, input_utf8: input, left_utf8: left, right_utf8: right, hex: want } of hashes) {
    const found = what === 'leaf' ? logLeaf(utf8(input)) : digest(utf8(`\u0001${left}${right}`));
    assert.equal(found, want);
  }
  for (const [level, index, width, want] of core.tile_paths) {
    assert.equal(tilePath(level, BigInt(index), width === 0 ? 256 : width), want);
  }
  const size = 70_000n;
  const tree = core.tree_70000;
  for (const level of [ENTRIES, 0]) {
    assert.equal(tileWidth(level, BigInt(tree.full_L0) - 1n, size), 256);
    assert.equal(tileWidth(level, BigInt(tree.full_L0), size), tree.partial_L0);
    assert.equal(tileWidth(level, BigInt(tree.full_L0) + 1n, size), 0);
  }
  assert.equal(tileWidth(1, BigInt(tree.full_L1), size), tree.partial_L1);
  assert.equal(tileWidth(2, 0n, size), tree.partial_L2);
  assert.equal(tileWidth(3, 0n, size), 0);
  const counts = { valid: 0, 'reject-vkey': 0 };
  for (const { vkey, note, expect } of core.signed_note) {
    counts[expect]++;
    const key = readOrNone(() => parseNoteKey(vkey));
    assert.equal(key === undefined, expect === 'reject-vkey');
    if (key !== undefined) {
      const { bad, signed } = await verifyNote(parseNote(utf8(note)), [key]);
      assert.deepEqual([bad, signed.length], [undefined, 1]);
    }
  }
  assert.deepEqual(counts, { valid: 4, 'reject-vkey': 2 });
});

test('an older draft of ours: its log, notes and proof', async (t) => {
  const folder = ['own', 'log-worked-example'];
  const keys = sharedText(...folder, 'keys.json');
  if (keys === undefined) {
    t.skip('no vectors of ours here');
    return;
  }
  const { logVkeyEd25519, logOrigin } = JSON.parse(keys);
  const entries = [0, 1, 2].map((i) => sharedBytes(...folder, `entry-${i}.dsse.json`));
  for (const size of [1, 3]) {
    const signed = parseSignedCheckpoint(sharedBytes(...folder, `checkpoint.${size}`));
    assert.equal(await checkpointRefusal(signed, logOrigin, [parseNoteKey(logVkeyEd25519)]), undefined);
    assert.equal(signed.checkpoint.root, slowRoot(entries.slice(0, size)));
  }
  const proof = parseLogProof(sharedBytes(...folder, 'entry-1.tlog-proof'));
  assert.equal(logProofRefusal(proof, entries[1], 1n), undefined);
  assert.notEqual(logProofRefusal(proof, entries[0], 1n), undefined);
  const tiles = (path) => sharedBytes(...folder, ...path.split('/'));
  const signed = parseSignedCheckpoint(sharedBytes(...folder, 'checkpoint.3'));
  const again = await new LogReader(tiles).proof(1n, signed);
  assert.deepEqual(again.path, proof.path);
});

test("tessera's log: every size, entry and proof out of its tiles", async (t) => {
  const data = ['third-party', 'tessera-log', 'testdata'];
  const script = sharedText(...data, 'build_log.sh');
  if (script === undefined) {
    t.skip('no third-party vectors here');
    return;
  }
  const log = parseNoteKey(/LOG_PUBLIC_KEY="(.*)"/.exec(script)[1]);
  const reader = new LogReader((path) => sharedBytes(...data, 'log', ...path.split('/')));
  const sizes = Array.from({ length: 16 }, (_, size) =>
    parseSignedCheckpoint(sharedBytes(...data, 'log', `checkpoint.${size}`)),
  );
  let proofs = 0;
  for (const [size, signed] of sizes.entries()) {
    assert.equal(await checkpointRefusal(signed, log.name, [log]), undefined);
    for (let index = 0; index < size; index++, proofs++) {
      const entry = await reader.entry(BigInt(index), BigInt(size));
      const proof = await reader.proof(BigInt(index), signed);
      assert.equal(logProofRefusal(proof, entry, BigInt(index)), undefined);
      const older = sizes[index].checkpoint;
      assert.equal(await reader.begins(older, signed.checkpoint), true);
      const follows = await reader.consistency(older, signed.checkpoint);
      assert.equal(consistencyRefusal(older, signed.checkpoint, follows), undefined);
    }
  }
  assert.equal(proofs, 120);
  t.diagnostic(`16 sizes, ${proofs} entries, each with its two proofs`);
});

test('the example of log.md shows its entry, and no change of it does', async (t) => {
  const keys = [...specText('log.md').matchAll(/`([a-z.\/0-9]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+)`/g)].map(
    ([, key]) => parseNoteKey(key),
  );
  const log = keys.find((key) => key.name === ORIGIN);
  const witness = keys.find((key) => key.name !== ORIGIN);
  const bytes = utf8(`${specBlocks('log.md', 'proof')[0]}\n`);
  const proof = parseLogProof(bytes);
  const entry = utf8('entry 2');
  assert.equal(logProofRefusal(proof, entry, 2n), undefined);
  assert.equal(await checkpointRefusal(proof.signed, ORIGIN, [log]), undefined);
  assert.equal((await verifyNote(proof.signed.note, [witness])).signed.length, 1);
  let refused = 0;
  for (let seed = 0; seed < 3; seed++) {
    for (const changed of mutations(bytes, seed)) {
      const read = readOrMalformed(parseLogProof, changed);
      const good =
        read !== null &&
        logProofRefusal(read, entry, 2n) === undefined &&
        (await checkpointRefusal(read.signed, ORIGIN, [log])) === undefined &&
        (await verifyNote(read.signed.note, [witness])).signed.length === 1;
      assert.equal(good, false, fromUtf8(changed.map((byte) => byte & 0x7f)));
      refused++;
    }
  }
  t.diagnostic(`${refused} changed proofs refused`);
});

test('every proof of small logs is that of the definition, and is taken for no other', async () => {
  for (const size of [1, 2, 3, 5, 8, 13, 64, 100]) {
    const entries = slowEntries(size);
    const checkpoint = { size: BigInt(size), root: slowRoot(entries) };
    for (let index = 0; index < size; index++) {
      const path = slowPath(index, entries);
      const refusal = (at) => inclusionRefusal(logLeaf(entries[index]), BigInt(at), path, checkpoint);
      assert.equal(refusal(index), undefined);
      assert.ok([index - 1, index + 1, index ^ 1].every((at) => refusal(at) !== undefined || at === index));
      const older = { size: BigInt(index), root: slowRoot(entries.slice(0, index)) };
      const proof = index === 0 ? [] : slowConsistency(index, entries);
      assert.equal(consistencyRefusal(older, checkpoint, proof), undefined);
      assert.notEqual(consistencyRefusal({ ...older, root: logNode(older.root, older.root) }, checkpoint, proof), undefined);
      assert.notEqual(consistencyRefusal(older, checkpoint, [...proof, EMPTY_ROOT]), undefined);
    }
  }
});

test('proofs and entries come out of tiles as the definition has them; damage does not come out', async () => {
  const entries = slowEntries(600);
  const tiles = slowTiles(entries);
  const checkpoint = { ...parseCheckpoint(checkpointText(ORIGIN, entries)) };
  const signed = { checkpoint, note: undefined };
  const reader = new LogReader((path) => tiles.get(path));
  for (const index of [0, 1, 255, 256, 511, 512, 598, 599]) {
    const proof = await reader.proof(BigInt(index), signed);
    assert.deepEqual(proof.path, slowPath(index, entries));
    assert.deepEqual(await reader.entry(BigInt(index), 600n), entries[index]);
  }
  for (const old of [1, 2, 255, 256, 257, 512, 600]) {
    const older = parseCheckpoint(checkpointText(ORIGIN, entries.slice(0, old)));
    assert.equal(await reader.begins(older, checkpoint), true);
    assert.deepEqual(await reader.consistency(older, checkpoint), slowConsistency(old, entries));
    assert.equal(await reader.begins({ ...older, root: EMPTY_ROOT }, checkpoint), false);
  }
  const damaged = new LogReader((path) => tiles.get(path).map((byte, i) => byte ^ (i === 70 ? 1 : 0)));
  await assert.rejects(damaged.proof(599n, signed), Contradiction);
  const cut = new LogReader((path) => tiles.get(path).slice(1));
  await assert.rejects(cut.proof(3n, signed), Contradiction);
});

test('a quorum counts the distinct witnesses of the reader, and no line of the future', async () => {
  const [log, one, two, stranger] = await Promise.all([1, 2, 3, 4].map(newSigner));
  const logKey = noteKeyText(ORIGIN, 1, log);
  const keyOf = { one: noteKeyText('one.example', 4, one), two: noteKeyText('two.example', 4, two) };
  const strangers = noteKeyText('three.example', 4, stranger);
  const policy = parseWitnessPolicy(
    utf8(`witness one ${keyOf.one}\nwitness two ${keyOf.two}\ngroup both all one two\nquorum both\n`),
  );
  const text = checkpointText(ORIGIN, slowEntries(3));
  const note = async (...lines) =>
    parseSignedCheckpoint(utf8(`${text}\n${(await Promise.all(lines)).join('')}`));
  const by = { one, two };
  const line = (name, time) => cosignatureLine(keyOf[name], by[name], text, time);
  const met = async (...lines) => witnessedBy(policy, await note(...lines), NOW, 60);
  const logLine = signatureLine(logKey, log, text);
  assert.equal((await met(line('one', NOW), line('two', NOW))).met, true);
  assert.equal((await met(line('one', NOW), line('one', NOW))).met, false);
  assert.equal((await met(line('one', NOW), cosignatureLine(strangers, stranger, text, NOW))).met, false);
  assert.equal((await met(line('one', NOW), line('two', '2026-09-02T06:01:00Z'))).met, true);
  const ahead = await met(line('one', NOW), line('two', '2026-09-02T06:01:01Z'));
  assert.match(ahead.detail, /^cosignature of "two" at 2026-09-02T06:01:01Z, want at most 60 seconds/);
  const forged = cosignatureLine(keyOf.two, one, text, NOW);
  const { met: anyway, detail } = await met(line('one', NOW), line('two', NOW), forged);
  assert.deepEqual([anyway, detail], [false, 'signature of two.example that does not verify']);
  const twice = await met(line('one', '2026-09-01T00:00:00Z'), line('two', NOW), line('one', NOW));
  assert.equal(twice.cosigned.find(({ witness }) => witness.name === 'one').time, NOW);
  const signed = await note(logLine, line('one', NOW));
  assert.equal(await checkpointRefusal(signed, ORIGIN, [parseNoteKey(logKey)]), undefined);
  assert.match(await checkpointRefusal(signed, 'other/log', [parseNoteKey(logKey)]), /want "other\/log"$/);
  const otherLog = parseNoteKey(noteKeyText(ORIGIN, 1, stranger));
  assert.match(await checkpointRefusal(signed, ORIGIN, [parseNoteKey(logKey), otherLog]), /want all 2$/);
  assert.match(await checkpointRefusal(signed, ORIGIN, [otherLog]), /^no signature/);
});

test('witness policies of other forms are refused', async () => {
  const keys = await Promise.all([1, 2].map(newSigner));
  const [a, b] = keys.map((key, i) => noteKeyText(`w${i}.example`, 4, key));
  const log = noteKeyText(ORIGIN, 1, keys[0]);
  const good = `# two of them\n\nwitness a ${a}\nwitness b\t${b} https://b.example\ngroup g any a b\nquorum g\n`;
  assert.equal(parseWitnessPolicy(utf8(good)).quorum, 'g');
  parseWitnessPolicy(utf8(specBlocks('witness.md', 'policy').map((text) => `${text}\n`)[0]));
  for (const text of [
    good.slice(0, -1),
    good.replace('quorum g\n', ''),
    good.replace('quorum g', 'quorum none'),
    good.replace('quorum g', 'quorum x'),
    good.replace('quorum g\n', 'quorum g\nquorum g\n'),
    good.replace('any', '3'),
    good.replace('any', '0'),
    good.replace('any', '01'),
    good.replace('a b\n', 'a a\n'),
    good.replace('a b\n', 'a c\n'),
    good.replace('group g', 'group a'),
    good.replace('group g', 'group none'),
    good.replace('witness b', 'witness a'),
    good.replace(b, a),
    good.replace(b, log),
    good.replace('# two', 'two'),
    good.replace('# two', '#\u0000two'),
    `log ${log}\n${good.replace(b, noteKeyText('w1.example', 4, keys[0]))}`,
    good.replace('quorum g\n', 'group h all g a\nquorum h\n'),
    `${'\n'.repeat(600)}${good}`,
  ]) {
    assert.throws(() => parseWitnessPolicy(utf8(text)), Malformed, text);
  }
});

test('notes, checkpoints and policies of bytes without meaning are malformed', () => {
  const parsers = [parseNote, parseSignedCheckpoint, parseLogProof, parseWitnessPolicy];
  for (const parser of parsers) {
    for (const bytes of meaninglessBytes(2_000, 5)) {
      assert.equal(readOrMalformed(parser, bytes), null);
    }
  }
  const text = checkpointText(ORIGIN, slowEntries(3));
  for (const other of [
    text.slice(0, -1),
    `${text}extra\n`,
    text.replace('\n3\n', '\n03\n'),
    text.replace('\n3\n', '\n-3\n'),
    text.replace('\n3\n', '\n9223372036854775808\n'),
    text.replace('\n3\n', '\n0\n'),
    text.replace(ORIGIN, ''),
    text.replace('=', ''),
    text.replaceAll('\n', '\r\n'),
  ]) {
    assert.throws(() => parseCheckpoint(other), Malformed, other);
  }
  assert.equal(parseCheckpoint(text.replace('\n3\n', '\n9223372036854775807\n')).size, 2n ** 63n - 1n);
});
