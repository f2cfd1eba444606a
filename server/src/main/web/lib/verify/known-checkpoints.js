/** The states of the log that a challenge of ownership may name. */
import { consistencyRefusal } from '../log/proofs.js';

/**
 * The bundle's own checkpoint, and those from which it is shown to follow.
 *
 * @param {import('../bundle.js').Bundle} bundle
 * @returns {readonly {size: bigint, root: string}[]}
 */
export function knownCheckpoints({ logProof, earlier }) {
  const newest = logProof.signed.checkpoint;
  const older = earlier.filter((each) => consistencyRefusal(each, newest, each.proof) === undefined);
  return [newest, ...older]
    .filter(({ size }) => size > 0n)
    .map(({ size, root }) => Object.freeze({ size, root }));
}
