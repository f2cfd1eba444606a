/**
 * Where a tile of hashes or a bundle of entries is published: `tile/<L>/<N>[.p/<W>]` and
 * `tile/entries/<N>[.p/<W>]`, as C2SP tlog-tiles has it (docs/spec/log.md, section 4).
 */

/** The hashes of a whole tile, and the entries of a whole bundle. */
export const FULL = 256n;

/** The level of a bundle of entries: below that of their hashes. */
export const ENTRIES = -1;

/** @param {number} level @param {bigint} index @param {number} width */
export function tilePath(level, index, width) {
  let groups = group(index);
  for (let rest = index / 1000n; rest > 0n; rest /= 1000n) {
    groups = `x${group(rest)}/${groups}`;
  }
  const partial = BigInt(width) === FULL ? '' : `.p/${width}`;
  return `tile/${level === ENTRIES ? 'entries' : level}/${groups}${partial}`;
}

function group(number) {
  return String(number % 1000n).padStart(3, '0');
}

/** How wide a tile is in a log of that size; 0 where it has none of it. @returns {number} */
export function tileWidth(level, index, size) {
  const hashes = size >> BigInt(8 * Math.max(level, 0));
  const from = index * FULL;
  return from >= hashes ? 0 : Number(hashes - from < FULL ? hashes - from : FULL);
}
