/** The trust roots of a publication, from version 1 on. Whether to trust any is the reader's. */
import { Malformed } from '../malformed.js';
import { parseSignedRoot } from '../trust/signed-root.js';
import { rootPath } from './paths.js';

/** The largest root, in base64 inside its envelope. */
export const MOST_ROOT = 2 << 20;

/** As many as a bundle may bring. */
const MOST_ROOTS = 100;

/**
 * What an exchange published, by path; undefined where there is no such file. It refuses a file of
 * more bytes than the second argument, before they are in memory.
 *
 * @typedef {(path: string, most: number) => Promise<Uint8Array | undefined>} PublishedFiles
 */

/**
 * All of them, each of its own version; empty where none is published.
 *
 * @param {PublishedFiles} files
 * @returns {Promise<import('../trust/signed-root.js').SignedRoot[]>}
 */
export async function publishedRoots(files) {
  const roots = [];
  while (roots.length < MOST_ROOTS) {
    const version = roots.length + 1;
    const bytes = await files(rootPath(version), MOST_ROOT);
    if (bytes === undefined) {
      break;
    }
    const root = await parseSignedRoot(bytes);
    if (root.root.version !== version) {
      throw new Malformed(`trust root of version ${root.root.version}, want ${version}`);
    }
    roots.push(root);
  }
  return roots;
}
