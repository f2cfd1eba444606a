/** A log by the definitions of RFC 6962, each word for word and slowly. */
import { concat, hex, utf8 } from '../lib/bytes.js';
import { digest, sha256 } from '../lib/hash.js';
import { hashLine } from '../lib/log/lines.js';
import { ENTRIES, tilePath, tileWidth } from '../lib/log/tile-path.js';

const FULL = 256;

/** @param {Uint8Array[]} entries */
export function slowRoot(entries) {
  return entries.length === 0 ? digest(new Uint8Array(0)) : hex(rootBytes(entries));
}

function rootBytes(entries) {
  if (entries.length === 1) {
    return sha256(Uint8Array.of(0), entries[0]);
  }
  const k = split(entries.length);
  return sha256(Uint8Array.of(1), rootBytes(entries.slice(0, k)), rootBytes(entries.slice(k)));
}

function split(count) {
  let k = 1;
  while (2 * k < count) {
    k *= 2;
  }
  return k;
}

export function slowPath(index, entries) {
  if (entries.length === 1) {
    return [];
  }
  const k = split(entries.length);
  return index < k
    ? [...slowPath(index, entries.slice(0, k)), slowRoot(entries.slice(k))]
    : [...slowPath(index - k, entries.slice(k)), slowRoot(entries.slice(0, k))];
}

/** RFC 6962 section 2.1.2, SUBPROOF with its b. */
export function slowConsistency(old, entries, known = true) {
  if (old === entries.length) {
    return known ? [] : [slowRoot(entries)];
  }
  const k = split(entries.length);
  return old <= k
    ? [...slowConsistency(old, entries.slice(0, k), known), slowRoot(entries.slice(k))]
    : [...slowConsistency(old - k, entries.slice(k), false), slowRoot(entries.slice(0, k))];
}

export function slowEntries(count) {
  return Array.from({ length: count }, (_, i) => utf8(`entry ${i}`));
}

export function checkpointText(origin, entries) {
  return `${origin}\n${entries.length}\n${hashLine(slowRoot(entries))}\n`;
}

/** The tiles and bundles of this log, by their path. */
export function slowTiles(entries) {
  const size = BigInt(entries.length);
  const tiles = new Map();
  let hashes = entries.map((entry) => sha256(Uint8Array.of(0), entry));
  const bundled = entries.map((entry) => concat(Uint8Array.of(entry.length >> 8, entry.length), entry));
  for (let level = ENTRIES; level <= 7; level++) {
    const items = level === ENTRIES ? bundled : hashes;
    for (let index = 0; tileWidth(level, BigInt(index), size) > 0; index++) {
      const width = tileWidth(level, BigInt(index), size);
      const held = items.slice(index * FULL, index * FULL + width);
      tiles.set(tilePath(level, BigInt(index), width), concat(...held));
    }
    if (level !== ENTRIES) {
      hashes = wholeTiles(hashes);
    }
  }
  return tiles;
}

function wholeTiles(hashes) {
  const roots = [];
  for (let at = 0; at + FULL <= hashes.length; at += FULL) {
    let row = hashes.slice(at, at + FULL);
    while (row.length > 1) {
      row = row.flatMap((hash, i) => (i % 2 ? [] : [sha256(Uint8Array.of(1), hash, row[i + 1])]));
    }
    roots.push(row[0]);
  }
  return roots;
}
