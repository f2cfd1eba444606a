/**
 * The reader whom this page stands for: the trust root and the policy that it takes, what this
 * browser saw before, and one examination at a time under all of that.
 *
 * A page is served by the one whom it checks. It takes the first trust root from there too, keeps its
 * id, and shows its fingerprint: whoever wants to owe nothing to the exchange compares that with one
 * from elsewhere, or uses the offline file with a root and a policy of their own.
 */
import { parseBundle } from '../lib/bundle.js';
import { parseCheckpoint } from '../lib/log/checkpoint.js';
import { Malformed } from '../lib/malformed.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { examine } from '../lib/published/examination.js';
import { NotPublished as MissingPart } from '../lib/published/log.js';
import { POINTER, bundlePath, rootPath } from '../lib/published/paths.js';
import { parsePointer } from '../lib/published/pointer.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';
import { Unreachable } from './site.js';

const MOST_POINTER = 1 << 14;
const MOST_ROOT = 2 << 20;
const MOST_POLICY = 4 << 20;
const MOST_BUNDLE = 512 << 20;

/** What is to be verified is not there. */
export class NotPublished extends Error {}

/** The publication stands, and its first attestation is not there yet. */
export class NoneYet extends NotPublished {}

/** The trust root is not the one that this browser took before. */
export class AnotherRoot extends Error {
  constructor(known, found) {
    super(`trust root ${found}, want ${known}, which this browser saw before`);
    this.known = known;
    this.found = found;
  }
}

/**
 * @param {object} given
 * @param {ReturnType<import('./site.js').openSite>} [given.site]
 * @param {ReturnType<import('./memory.js').openMemory>} given.memory
 * @param {() => string} given.now
 */
export function openReader({ site, memory, now }) {
  let trusted;

  /** The root and the policy, read once; a failure is not kept, so that one can try again. */
  const trust = async () => {
    trusted ??= readTrust(site, memory);
    try {
      return await trusted;
    } catch (error) {
      trusted = undefined;
      throw error;
    }
  };

  /** The bundle of an epoch, or of the newest; empty before the first. */
  const bundleOf = async (epoch) => {
    const pointer = parsePointer(await need(site, POINTER, MOST_POINTER));
    const wanted = epoch ?? pointer.newest?.epoch;
    if (wanted === undefined) {
      throw new NoneYet('no attestation yet');
    }
    return parseBundle(await need(site, bundlePath(wanted), MOST_BUNDLE));
  };

  /** Makes every check of a bundle, and remembers the checkpoint if the log's checks pass. */
  const verify = async (bundle, exhibits = {}, at = now()) => {
    const { pinned, policy } = await trust();
    const origin = pinned.root.logOrigin;
    const seen = memory.get(`checkpoint.${origin}`);
    const verified = await examine({
      bundle,
      exhibits,
      files: site?.files,
      pinned,
      policy,
      now: at,
      last: seen === undefined ? undefined : parseCheckpoint(seen),
    });
    if (verified.accepted !== undefined) {
      memory.put(`checkpoint.${origin}`, verified.accepted.checkpoint.text);
    }
    return verified;
  };

  return Object.freeze({ trust, bundleOf, verify });
}

async function readTrust(site, memory) {
  const pinned = await parseSignedRoot(await need(site, rootPath(1), MOST_ROOT));
  const policy = parsePolicy(await need(site, 'assets/policy.json', MOST_POLICY));
  const key = `root.${pinned.root.logOrigin}`;
  const known = memory.get(key);
  if (known !== undefined && known !== pinned.root.id) {
    throw new AnotherRoot(known, pinned.root.id);
  }
  memory.put(key, pinned.root.id);
  return { pinned, policy };
}

async function need(site, path, most) {
  const bytes = await site.files(path, most);
  if (bytes === undefined) {
    throw new NotPublished(`${path} is not published`);
  }
  return bytes;
}

/** Whether an error is about what was read, and not a fault of this page. */
export function isExpected(error) {
  return (
    error instanceof Malformed ||
    error instanceof Unreachable ||
    error instanceof NotPublished ||
    error instanceof MissingPart ||
    error instanceof AnotherRoot
  );
}
