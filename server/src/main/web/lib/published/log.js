/**
 * The log of a publication: its newest checkpoint and its tiles, each read once. Whoever reads what
 * it gives checks it.
 */
import { parseSignedCheckpoint } from '../log/checkpoint.js';
import { LogReader } from '../log/tiles.js';
import { CHECKPOINT, tileFile } from './paths.js';

/** With as many cosignatures as a note may have. */
export const MOST_CHECKPOINT = 1 << 16;

/** The largest bundle of entries. */
const MOST_TILE_BYTES = 256 * (2 + 0xffff);

/** A file that a publication must have, and has not. */
export class NotPublished extends Error {
  /** @param {string} path */
  constructor(path) {
    super(`${path} is not published`);
    this.name = 'NotPublished';
  }
}

/**
 * The newest checkpoint; undefined where none is published.
 *
 * @param {import('./roots.js').PublishedFiles} files
 */
export async function newestCheckpoint(files) {
  const bytes = await files(CHECKPOINT, MOST_CHECKPOINT);
  return bytes && parseSignedCheckpoint(bytes);
}

/** @param {import('./roots.js').PublishedFiles} files */
export function publishedLog(files) {
  const tiles = new Map();
  return new LogReader((path) => {
    if (!tiles.has(path)) {
      tiles.set(path, readTile(files, tileFile(path)));
    }
    return tiles.get(path);
  });
}

async function readTile(files, path) {
  const bytes = await files(path, MOST_TILE_BYTES);
  if (bytes === undefined) {
    throw new NotPublished(path);
  }
  return bytes;
}
