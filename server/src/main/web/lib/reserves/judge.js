/** Establishes what stands behind each holding; what is declared is believed nowhere. */
import { checkOwnership } from '../ownership/ownership.js';
import { parseOwnershipProof } from '../ownership/proof.js';
import { Failure, readEvidence, requireThere } from './evidence.js';

/**
 * One holding and what the evidence makes of it: as what it enters coverage, and what is wrong with
 * the block that its evidence is about, with the figure, and with the signature of ownership,
 * undefined where nothing is. `signedAge` is how many seconds ago the keys signed, at the earliest,
 * undefined where they are not shown to have.
 *
 * @typedef {'counted'|'conditional'|'attested'|'claimed'} Counts
 * @typedef {Readonly<{holding: import('./manifest.js').Holding, counts: Counts,
 *   header: string | undefined, balance: string | undefined,
 *   ownership: string | undefined, signedAge: number | undefined}>} Judged
 */

/**
 * Every holding by itself; then that none is made of what another is.
 *
 * @param {import('./manifest.js').ReservesManifest} manifest
 * @param {{blobs: import('../blobs.js').Blobs,
 *   assurance: import('./assurance.js').AssuranceCheck,
 *   observers: import('./observers.js').Observers,
 *   expectation: (account: import('../caip/account.js').AccountRef) =>
 *     import('../ownership/ownership.js').Expectation}} means
 *   the expectation is what a signature of ownership of this account has to be over
 * @returns {Promise<Judged[]>}
 */
export async function judgeAll(manifest, means) {
  const blocks = new Map(manifest.chains.map((pinned) => [pinned.block.chain.text, pinned]));
  const requireSigned = ownershipCheck(means);
  const judged = [];
  const seen = new Set();
  for (const holding of manifest.holdings) {
    const block = blocks.get(holding.account.chain.text);
    const { outputs, ...found } = await assuranceOf(holding, block, means.assurance);
    const owned = ownershipOf(holding, means.blobs, requireSigned);
    const reached = found.header === undefined && found.balance === undefined;
    const counted = reached && owned.shown && means.assurance.knows(holding);
    const counts = counted ? countsOf(holding, block, means.observers) : 'claimed';
    const { failure: ownership, age: signedAge } = owned;
    const one = { holding, counts, ...found, ownership, signedAge };
    judged.push(Object.freeze(once(one, outputs, seen)));
  }
  return judged;
}

/** An output is counted once, whatever names it. */
function once(judged, outputs, seen) {
  for (const { text } of outputs) {
    if (seen.has(text)) {
      const balance = `${judged.holding.text}: output ${text} a second time, want it once`;
      return { ...judged, counts: 'claimed', balance };
    }
    seen.add(text);
  }
  return judged;
}

async function assuranceOf(holding, block, assurance) {
  try {
    const outputs = await assurance.require(holding, block);
    return { outputs, header: undefined, balance: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    const sentence = `${holding.text}: ${error.message}`;
    const header = error.ofHeader ? sentence : undefined;
    return { outputs: [], header, balance: error.ofHeader ? undefined : sentence };
  }
}

function countsOf(holding, block, observers) {
  switch (holding.assurance) {
    case 'proven':
      return observers.confirm(block) ? 'counted' : 'conditional';
    case 'observed':
      return 'counted';
    case 'attested':
      return 'attested';
    default:
      return 'claimed';
  }
}

/** That a contract says whose it is, is not shown to us. */
function ownershipOf(holding, blobs, requireSigned) {
  try {
    requireThere(blobs, holding.ownershipEvidence);
    if (holding.ownership !== 'signed') {
      return { shown: false, failure: undefined };
    }
    return { shown: true, failure: undefined, age: requireSigned(holding) };
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    return { shown: false, failure: `${holding.text}: ${error.message}` };
  }
}

/**
 * Looks at each file once for each account, whatever the account holds. What it makes throws where
 * the keys did not sign, and gives the age of the signature where they did.
 */
function ownershipCheck({ blobs, expectation }) {
  const outcomes = new Map();
  return ({ account, ownershipEvidence }) => {
    const name = `${account.text} ${ownershipEvidence}`;
    if (!outcomes.has(name)) {
      outcomes.set(name, outcomeOf(account, ownershipEvidence, blobs, expectation));
    }
    const { signed, detail, age } = outcomes.get(name);
    if (!signed) {
      throw new Failure(detail);
    }
    return age;
  };
}

function outcomeOf(account, file, blobs, expectation) {
  try {
    const proof = readEvidence(blobs, file, parseOwnershipProof);
    return checkOwnership(proof, expectation(account));
  } catch (error) {
    if (error instanceof Failure) {
      return { signed: false, detail: error.message };
    }
    throw error;
  }
}
