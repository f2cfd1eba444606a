/** The words of a trust root's id: those of docs/spec/fingerprint.md, and no two ids with the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../lib/malformed.js';
import { fingerprint } from '../lib/trust/fingerprint.js';
import { specBlocks } from './spec.js';

/** The whole example, and the vectors: each an id and, a line below, its words. */
const VECTORS = specBlocks('fingerprint.md', 'text').flatMap((block) => {
  const lines = block.split('\n');
  return lines.flatMap((id, i) => (i % 2 === 0 ? [[id, lines[i + 1]]] : []));
});

test('the words are those of the spec', (t) => {
  VECTORS.forEach(([id, words]) => assert.equal(fingerprint(id), words));
  assert.equal(VECTORS.length, 4);
  t.diagnostic(`${VECTORS.length} vectors`);
});

test('one bit more or less is another word, and another check', () => {
  const [id, words] = VECTORS[0];
  for (let i = 0; i < 64; i++) {
    const digit = (Number.parseInt(id[i], 16) ^ 1).toString(16);
    const other = fingerprint(id.slice(0, i) + digit + id.slice(i + 1)).split('-');
    const differing = words.split('-').flatMap((word, at) => (word === other[at] ? [] : [at]));
    assert.ok(differing.includes(i >> 2), `digit ${i}`);
    assert.ok(differing.length <= 2);
  }
});

test('what is no id has no words', () => {
  for (const text of ['', 'ab', VECTORS[0][0].toUpperCase(), `${VECTORS[0][0]}0`, 'g'.repeat(64)]) {
    assert.throws(() => fingerprint(text), Malformed);
  }
});
