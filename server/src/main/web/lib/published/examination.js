/**
 * One attestation under one reader's eyes: what was found, brought as near to the present as the
 * publication allows, and compared with what the reader has seen.
 */
import { NO_BLOBS } from '../blobs.js';
import { Contradiction } from '../log/tiles.js';
import { Malformed } from '../malformed.js';
import { findingOf } from '../report/report.js';
import { verify } from '../verification.js';
import { besideBundle } from './beside-bundle.js';
import { newestCheckpoint, publishedLog } from './log.js';
import { bringUnder } from './newest-log.js';
import { publishedRoots } from './roots.js';

const LOG_CHECKS = ['trust.root', 'log.checkpoint', 'log.witnesses'];

/**
 * @param {object} given
 * @param {import('../bundle.js').Bundle} given.bundle
 * @param {import('../verification.js').Exhibits} given.exhibits
 * @param {import('./roots.js').PublishedFiles} [given.files] the publication that the bundle is part
 *     of; without one, what the files themselves show has to do
 * @param {import('../trust/signed-root.js').SignedRoot} given.pinned
 * @param {import('../policy/policy.js').Policy} given.policy
 * @param {string} given.now
 * @param {import('../log/checkpoint.js').Checkpoint} [given.last] the checkpoint that this reader
 *     accepted last of this issuer's log
 * @returns {Promise<import('../verification.js').Verified & {bundle: import('../bundle.js').Bundle,
 *     accepted: import('../log/checkpoint.js').SignedCheckpoint | undefined}>} the bundle as it was
 *     judged, and the checkpoint that the reader may remember as seen
 */
export async function examine({ bundle: found, exhibits, files, pinned, policy, now, last }) {
  const [beside, { bundle, contradiction }] = await Promise.all([
    files === undefined ? NO_BLOBS : besideBundle(files, found),
    brought(found, files),
  ]);
  const blobs = beside.and(exhibits.blobs ?? NO_BLOBS);
  const seen =
    contradiction === undefined
      ? await seenOf(bundle, files, last)
      : contradiction;
  const verified = await verify(bundle, { ...exhibits, blobs }, { pinned, policy, now, seen });
  const accepted = logPassed(verified.report) ? bundle.logProof.signed : undefined;
  return Object.freeze({ ...verified, bundle, accepted });
}

/**
 * The bundle beside the published roots and under the newest checkpoint. `contradiction` is there
 * where the two do not come to one history, or the tiles to neither: that checkpoint, and why.
 */
async function brought(found, files) {
  if (files === undefined) {
    return { bundle: found };
  }
  const [bundle, newest] = await Promise.all([withRoots(found, files), newestCheckpoint(files)]);
  if (newest === undefined) {
    return { bundle };
  }
  try {
    return { bundle: await underNewest(bundle, publishedLog(files), newest) };
  } catch (error) {
    if (error instanceof Contradiction) {
      return { bundle, contradiction: { checkpoint: newest.checkpoint, refusal: error.message } };
    }
    throw error;
  }
}

/** A checkpoint that lags behind the bundle's own brings it nowhere, if it is of the same log. */
async function underNewest(bundle, log, newest) {
  const own = bundle.logProof.signed.checkpoint;
  const { origin, size } = newest.checkpoint;
  if (origin !== own.origin) {
    throw new Contradiction(`checkpoint of ${origin}, want ${own.origin}`);
  }
  if (size >= own.size) {
    return bringUnder(bundle, log, newest);
  }
  await log.consistency(newest.checkpoint, own);
  return bundle;
}

/** A later root may be what a receipt's key or a closed period rests on. */
async function withRoots(bundle, files) {
  let published;
  try {
    published = await publishedRoots(files);
  } catch (error) {
    if (error instanceof Malformed) {
      return bundle; // what the bundle brings has to do, or fails
    }
    throw error;
  }
  const ids = new Set(published.map(({ root }) => root.id));
  const all = published.length > 0 && bundle.roots.every(({ root }) => ids.has(root.id));
  return all ? Object.freeze({ ...bundle, roots: Object.freeze(published) }) : bundle;
}

/** What the reader saw last, and the proof that this log goes on from there. */
async function seenOf(bundle, files, last) {
  if (last === undefined) {
    return undefined;
  }
  const shown = bundle.logProof.signed.checkpoint;
  const proof = bundle.earlier.find(({ size, root }) => size === last.size && root === last.root);
  if (proof !== undefined || files === undefined) {
    return { checkpoint: last, proof: proof?.proof };
  }
  try {
    return { checkpoint: last, proof: await publishedLog(files).consistency(last, shown) };
  } catch (error) {
    if (error instanceof Contradiction) {
      return { checkpoint: last, proof: [] }; // less than it was, or another: the check says so
    }
    throw error;
  }
}

function logPassed(report) {
  const consistency = findingOf(report, 'log.consistency').result;
  return (
    LOG_CHECKS.every((check) => findingOf(report, check).result === 'pass') &&
    (consistency === 'pass' || consistency === 'absent')
  );
}
