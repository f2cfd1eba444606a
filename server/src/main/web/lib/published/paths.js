/** Where each published file is: docs/spec/published.md, section 2. */

export const POINTER = '.well-known/proof-of-reserves';
export const CHECKPOINT = 'log/checkpoint';

/** @param {number} version */
export function rootPath(version) {
  return `trust/${version}.root.json`;
}

/** @param {string} tile as `tilePath` gives it */
export function tileFile(tile) {
  return `log/${tile}`;
}

/** @param {number} epoch */
export function bundlePath(epoch) {
  return `attestations/${epoch}.bundle.json`;
}

/** @param {string} digest */
export function blobPath(digest) {
  return `blobs/sha256/${digest}`;
}
