/** The examples of docs/spec as the tests read them, and bytes that are nearly right. */
import assert from 'node:assert/strict';
import { utf8 } from '../lib/bytes.js';
import { Malformed } from '../lib/malformed.js';
import { repoText } from './files.js';

/** A text of docs/spec. */
export function specText(name) {
  return repoText('docs', 'spec', name);
}

/** Every fenced block of that language, in order. */
export function specBlocks(name, language) {
  const fence = new RegExp('```' + language + '\n([\\s\\S]*?)\n```', 'g');
  const blocks = [...specText(name).matchAll(fence)].map((found) => found[1]);
  assert.ok(blocks.length > 0, `${name}: no block of ${language}`);
  return blocks;
}

/** A JSON example as the whole file that it stands for; the text says how long that is. */
export function specExample(name, number = 0) {
  const bytes = utf8(JSON.stringify(JSON.parse(specBlocks(name, 'json')[number])));
  assert.ok(
    specText(name).replaceAll('\n', ' ').includes(`${bytes.length} bytes on one line`),
    `${name}: example ${number} has ${bytes.length} bytes`,
  );
  return bytes;
}

/** A value in the one encoding that readers take: no white space, names in order. */
export function canonicalBytes(value) {
  const sorted = (_, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return utf8(JSON.stringify(value, sorted));
}

/** Bytes that look random and are the same in every run: a linear congruence, its high bits. */
export function scrambled(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
}

/** Strings of bytes of many lengths, without meaning. */
export function* meaninglessBytes(count, seed) {
  const next = scrambled(seed);
  for (let i = 0; i < count; i++) {
    yield Uint8Array.from({ length: i % 200 }, next);
  }
}

/** The bytes with one of them changed, or cut off, each time another way. */
export function* mutations(bytes, seed, step = 1) {
  const next = scrambled(seed);
  for (let i = 0; i < bytes.length; i += step) {
    const changed = bytes.slice();
    changed[i] ^= 1 << next() % 8;
    yield changed;
  }
  yield bytes.slice(0, -1);
  yield Uint8Array.of(...bytes, 0);
}

/** What the reader makes of the bytes, or null where it is malformed; nothing else may be thrown. */
export function readOrMalformed(reader, bytes) {
  try {
    return reader(bytes);
  } catch (error) {
    assert.ok(error instanceof Malformed, error.stack);
    return null;
  }
}
