/** The repository's files and the third-party vectors, as the tests read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

/** The folder of vectors that are not the project's own. */
const SHARED = process.env.SOLVENT_VECTORS ?? join(ROOT, '..', 'shared', 'vectors');

/** Where a file of the repository lies on this disk. */
export const repoPath = (...path) => join(ROOT, ...path);

/** @returns {Uint8Array} */
export function repoBytes(...path) {
  return new Uint8Array(readFileSync(join(ROOT, ...path)));
}

export function repoText(...path) {
  return readFileSync(join(ROOT, ...path), 'utf8');
}

export function repoJson(...path) {
  return JSON.parse(repoText(...path));
}

/** The names of the files in a folder of the repository that end so, in their order. */
export function repoNames(ending, ...path) {
  return readdirSync(join(ROOT, ...path))
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** A third-party file, or undefined where the folder is not there. @returns {Uint8Array | undefined} */
export function sharedBytes(...path) {
  const file = join(SHARED, ...path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

export function sharedNames(ending, ...path) {
  const folder = join(SHARED, ...path);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];
}
