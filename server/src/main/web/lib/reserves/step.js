/** The checks of what is held: the manifest, its blocks, and what stands behind each holding. */
import { placeOf } from '../caip/asset.js';
import { consistencyRefusal } from '../log/proofs.js';
import { Malformed } from '../malformed.js';
import { absent, fail, pass } from '../report/finding.js';
import { RESERVES } from '../statement.js';
import { readManifest } from '../verify/manifest-step.js';
import { AssuranceCheck } from './assurance.js';
import { coverageFinding, coverageOf } from './coverage.js';
import { judgeAll } from './judge.js';
import { parseReservesManifest } from './manifest.js';
import { Observers } from './observers.js';

/**
 * @typedef {import('../report/finding.js').Finding} Finding
 * @typedef {import('../statement.js').Statement} Statement
 * @typedef {import('../blobs.js').Blobs} Blobs
 * @typedef {import('./manifest.js').ReservesManifest} ReservesManifest
 */

const MANIFEST = 'reserves.manifest';

/** A report has to have room for them. */
const MOST_SHOWN = 1_000;

/**
 * The check `reserves.manifest`, and the manifest where it passes.
 *
 * @param {Statement} statement
 * @param {Blobs} blobs
 * @returns {{finding: Finding, manifest?: ReservesManifest}}
 */
export function reservesManifest(statement, blobs) {
  const parsed = readManifest(MANIFEST, statement, RESERVES, blobs, parseReservesManifest);
  const holdings = parsed.manifest?.holdings ?? [];
  const problem = placeTwice(holdings) ?? fileTwice(holdings);
  return problem === undefined ? parsed : { finding: fail(MANIFEST, problem) };
}

function placeTwice(holdings) {
  const seen = new Set();
  for (const holding of holdings) {
    const place = placeOf(holding.account, holding.asset);
    if (seen.has(place)) {
      return `${holding.text} a second time under another spelling, want it once`;
    }
    seen.add(place);
  }
  return undefined;
}

/** Evidence is of one holding, and a signature of ownership of one account. */
function fileTwice(holdings) {
  const evidence = new Set();
  const owners = new Map();
  for (const holding of holdings) {
    const owner = owners.get(holding.ownershipEvidence) ?? holding.account.text;
    if (evidence.has(holding.evidence) || owner !== holding.account.text) {
      return `${holding.text}: a file that stands behind another, want its own`;
    }
    if (holding.evidence !== undefined) {
      evidence.add(holding.evidence);
    }
    if (holding.ownershipEvidence !== undefined) {
      owners.set(holding.ownershipEvidence, owner);
    }
  }
  return undefined;
}

/**
 * The other checks of reserves, and how far these reach.
 *
 * @param {object} given
 * @param {Statement} given.statement
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} given.owed
 * @param {ReservesManifest} given.held
 * @param {import('../bundle.js').Bundle} given.bundle
 * @param {Blobs} given.blobs the bundle's, and those beside it
 * @param {{policy: import('../policy/policy.js').Policy, now: string}} given.reader
 * @returns {Promise<{findings: Finding[], coverage: import('../report/coverage.js').Coverage[],
 *   judged: import('./judge.js').Judged[]}>}
 */
export async function holdings({ statement, owed, held, bundle, blobs, reader }) {
  const { policy, now } = reader;
  let observers;
  try {
    observers = await Observers.of(policy, bundle.observations);
  } catch (error) {
    if (error instanceof Malformed) {
      const sentence = `observation that is signed: ${error.message}`;
      return { findings: [fail('reserves.canonical', sentence)], coverage: [], judged: [] };
    }
    throw error;
  }
  const checkpoints = knownCheckpoints(bundle);
  const blocks = observers.blocks();
  const judged = await judgeAll(held, {
    blobs,
    assurance: new AssuranceCheck(policy, statement, blobs, observers),
    observers,
    expectation: (account) => ({
      issuer: statement.issuer,
      logOrigin: statement.logOrigin,
      account,
      checkpoints,
      blocks,
      now,
      longestAge: policy.limits.ownershipAge,
      safes: policy.safes,
    }),
  });
  const coverage = coverageOf(policy, owed, judged);
  return {
    findings: [
      headerFinding(statement, held, judged),
      canonicalFinding(held, observers),
      balanceFinding(judged),
      ownershipFinding(judged),
      coverageFinding(coverage, policy.limits.coverage),
    ],
    coverage,
    judged,
  };
}

/** The bundle's own checkpoint, and those from which it is shown to follow. */
function knownCheckpoints(bundle) {
  const newest = bundle.logProof.signed.checkpoint;
  const earlier = bundle.earlier.filter(
    (older) => consistencyRefusal(older, newest, older.proof) === undefined,
  );
  return new Set([newest, ...earlier].map(({ size, root }) => `${size} ${root}`));
}

function headerFinding(statement, held, judged) {
  const pinned = listed(held.chains.map(({ block }) => block));
  const stated = listed(statement.chainState);
  if (pinned !== stated) {
    return fail(
      'reserves.header',
      `the manifest's blocks ${pinned}, want the statement's ${stated}`,
    );
  }
  return each(
    'reserves.header',
    judged,
    ({ header }) => header,
    ({ assurance }) => assurance === 'proven',
    'block hashes follow from the headers of proven holdings',
  );
}

const listed = (blocks) => `[${blocks.map(({ text }) => text).join(', ')}]`;

/** That nobody confirms a block is no failure: what rests on it then counts as conditional. */
function canonicalFinding({ chains }, observers) {
  const check = 'reserves.canonical';
  const contradicted = chains.find((block) => observers.contradict(block));
  if (contradicted !== undefined) {
    const { text } = contradicted.block;
    return fail(check, `an observer of the reader's saw another block than ${text}`);
  }
  const open = chains.filter((block) => !observers.confirm(block));
  return open.length === 0
    ? pass(check, `${chains.length} blocks, each confirmed by ${observers.quorum} observers`)
    : absent(
        check,
        `${open.length} blocks that nobody the reader trusts confirms: ${open[0].block.text}`,
      );
}

function balanceFinding(judged) {
  return each(
    'reserves.balance',
    judged,
    ({ balance }) => balance,
    () => true,
    'holdings reach the assurance that they declare',
  );
}

function ownershipFinding(judged) {
  return each(
    'reserves.ownership',
    judged,
    ({ ownership }) => ownership,
    ({ ownership }) => ownership === 'signed',
    'signatures of ownership fit',
  );
}

function each(check, judged, failure, about, what) {
  const failures = judged.map(failure).filter((sentence) => sentence !== undefined);
  const count = judged.filter(({ holding }) => about(holding)).length;
  return failures.length === 0
    ? pass(check, `${count} of ${count} ${what}`)
    : fail(
        check,
        failures[0],
        ...failures.slice(0, MOST_SHOWN),
        `${failures.length} of ${judged.length} holdings fail`,
      );
}
