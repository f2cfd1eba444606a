/**
 * The reader whom this page stands for: the trust root and the policy that it takes, what this
 * browser saw before, and one examination at a time under all of that.
 *
 * A page is served by the one whom it checks. It takes the first trust root from there too, keeps its
 * id, and shows its fingerprint: whoever wants to owe nothing to the exchange compares that with one
 * from elsewhere, or uses the offline file with a root and a policy of their own.
 */
import { parseBundle } from '../lib/bundle.js';
import { digest } from '../lib/hash.js';
import { parseCheckpoint } from '../lib/log/checkpoint.js';
import { Malformed, readOrNone } from '../lib/malformed.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { examine } from '../lib/published/examination.js';
import { MOST_CHECKPOINT, NotPublished, newestCheckpoint } from '../lib/published/log.js';
import { CHECKPOINT, POINTER, bundlePath, rootPath } from '../lib/published/paths.js';
import { parsePointer } from '../lib/published/pointer.js';
import { MOST_ROOT } from '../lib/published/roots.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';
import { ahead, beside } from './ahead.js';
import { Unreachable } from './site.js';

const MOST_POINTER = 1 << 14;
const MOST_POLICY = 4 << 20;
const MOST_BUNDLE = 512 << 20;

/** The publication stands, and its first attestation is not there yet. */
export class NoneYet extends Error {}

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
  let underWay;

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

  /**
   * Makes every check of a bundle, and remembers the checkpoint if the log's checks pass. What was
   * accepted meanwhile, here or in another tab, is compared too: of two that start from the same
   * state of the log, each could go another way, and the later one must not take the earlier's place.
   */
  const verify = async (bundle, exhibits = {}, files = site?.files) => {
    const { pinned, policy } = await trust();
    const key = checkpointKey(pinned.root.logOrigin);
    for (;;) {
      const seen = memory.get(key);
      const verified = await examine({
        bundle,
        exhibits,
        files,
        pinned,
        policy,
        now: now(),
        last: remembered(seen),
      });
      if (verified.accepted === undefined) {
        return verified;
      }
      if (memory.get(key) === seen) {
        memory.put(key, verified.accepted.checkpoint.text);
        return verified;
      }
    }
  };

  /** Whom to trust is judged while what is to be verified is on its way. */
  const lookAtNewest = async () => {
    const found = beside(findNewest());
    await trust();
    const { epoch, bytes, files } = await found;
    if (epoch === undefined) {
      throw await noneNamed();
    }
    return { epoch, bytes, verified: await verify(await parseBundle(bytes), {}, files) };
  };

  /** The bundle that is named as the newest, and the files that are read with it. */
  const findNewest = async () => {
    const { newest: named } = parsePointer(await need(site.files, POINTER, MOST_POINTER));
    if (named === undefined) {
      return {};
    }
    const path = bundlePath(named.epoch);
    const files = ahead(site.files, [
      [path, MOST_BUNDLE],
      [CHECKPOINT, MOST_CHECKPOINT],
      [rootPath(1), MOST_ROOT],
      [rootPath(2), MOST_ROOT],
    ]);
    return { epoch: named.epoch, bytes: await need(files, path, MOST_BUNDLE), files };
  };

  /** A log that has entries, or had them when this browser saw it, has an attestation too. */
  const noneNamed = async () => {
    const { root } = (await trust()).pinned;
    const seen = lastSeen(root.logOrigin)?.size ?? 0n;
    const shown = (await newestCheckpoint(site.files))?.checkpoint.size ?? 0n;
    return seen === 0n && shown === 0n
      ? new NoneYet('no attestation yet')
      : new NotPublished(`${POINTER}: the name of the log's newest attestation`);
  };

  /**
   * The newest attestation as it is named now, its bundle's bytes, and what came of it: once for all
   * who ask while it is under way, and whatever it throws for all of them.
   *
   * @returns {Promise<{epoch: number, bytes: Uint8Array,
   *   verified: Awaited<ReturnType<typeof verify>>}>}
   */
  const newest = () => {
    underWay ??= lookAtNewest().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  /** The checkpoint that this browser accepted last of a log. */
  const lastSeen = (logOrigin) => remembered(memory.get(checkpointKey(logOrigin)));

  return Object.freeze({ trust, newest, verify, lastSeen });
}

/** What this browser keeps is the page's own: if it cannot be read, nobody else is at fault. */
function remembered(text) {
  const checkpoint = text && readOrNone(() => parseCheckpoint(text));
  if (text !== undefined && checkpoint === undefined) {
    throw new Error('the checkpoint that this browser keeps cannot be read');
  }
  return checkpoint;
}

const checkpointKey = (logOrigin) => `checkpoint.${logOrigin}`;

async function readTrust(site, memory) {
  const [root, demands] = await Promise.all([
    need(site.files, rootPath(1), MOST_ROOT),
    need(site.files, 'assets/policy.json', MOST_POLICY),
  ]);
  const pinned = await parseSignedRoot(root);
  const policy = parsePolicy(demands);
  const known = memory.get('root');
  if (known !== undefined && known !== pinned.root.id) {
    throw new AnotherRoot(known, pinned.root.id);
  }
  memory.put('root', pinned.root.id);
  const [before, is] = [memory.get('policy'), digest(demands)];
  memory.put('policy', is);
  return { pinned, policy, policyChanged: before !== undefined && before !== is };
}

async function need(files, path, most) {
  const bytes = await files(path, most);
  if (bytes === undefined) {
    throw new NotPublished(path);
  }
  return bytes;
}

/**
 * Whether an error is about what was read. Any other is a fault of this page, and is never told as the
 * exchange's.
 */
export function isExpected(error) {
  return (
    error instanceof Malformed ||
    error instanceof Unreachable ||
    error instanceof NotPublished ||
    error instanceof NoneYet ||
    error instanceof AnotherRoot
  );
}
