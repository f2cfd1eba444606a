/** The trust roots that follow from the pinned one, in the check `trust.root`. */
import { fail, pass } from '../report/finding.js';
import { refusalAfter } from '../trust/signed-root.js';

/**
 * `roots` are all of them in ascending order; `failure` says that one does not follow from the one
 * before it: then none is to be believed.
 *
 * @typedef {{roots: readonly import('../trust/root.js').TrustRoot[],
 *   failure: import('../report/finding.js').Finding | undefined}} TrustChain
 */

/**
 * The pinned root has its place among them: older ones lead up to it, newer ones follow.
 *
 * @param {import('../trust/signed-root.js').SignedRoot} pinned
 * @param {readonly import('../trust/signed-root.js').SignedRoot[]} brought
 * @returns {Promise<TrustChain>}
 */
export async function trustChain(pinned, brought) {
  const among = brought.some(({ root }) => root.id === pinned.root.id);
  const chain = among
    ? brought
    : [...brought, pinned].sort((a, b) => a.root.version - b.root.version);
  const roots = chain.map(({ root }) => root);
  for (let i = 1; i < chain.length; i++) {
    const refusal = await refusalAfter(chain[i], roots[i - 1]);
    if (refusal !== undefined) {
      return { roots, failure: fail('trust.root', `root ${roots[i].version}: ${refusal}`) };
    }
  }
  return { roots, failure: undefined };
}

/** Whether the root that the statement names is one of them. @param {TrustChain} chain */
export function namedRoot({ roots }, { version, sha256 }) {
  return roots.some((root) => root.id === sha256 && root.version === version)
    ? pass(
        'trust.root',
        `the statement's root ${version} is the pinned one or chained to it`,
        `root ${sha256}`,
      )
    : fail(
        'trust.root',
        `statement made under root ${version} (${sha256}), ` +
          'want the pinned one or one that is chained to it',
      );
}

/** Those of the root that the statement names and of the later ones: the key may have changed. */
export function receiptKeys({ roots }, named) {
  const keys = roots
    .filter((root) => root.version >= named.version && root.receiptKey !== undefined)
    .map((root) => root.receiptKey);
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}
