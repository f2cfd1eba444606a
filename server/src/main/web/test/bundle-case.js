/** One case of fixtures/vectors/bundles as its file says it. An unknown field ends the test. */
import { parseAmount } from '../lib/amount.js';
import { parseBundle } from '../lib/bundle.js';
import { parseEnvelope } from '../lib/envelope.js';
import { parseHash } from '../lib/hash.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseExpected } from '../lib/liabilities/expected.js';
import { parseCheckpoint } from '../lib/log/checkpoint.js';
import { Malformed } from '../lib/malformed.js';
import { makeAsset, parseTicker } from '../lib/names.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { parseTime } from '../lib/timestamp.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';
import { verify } from '../lib/verification.js';
import { repoBytes, repoJson, repoNames } from './files.js';

const FOLDER = ['fixtures', 'vectors', 'bundles'];
const FIELDS = ['comment', 'effect', 'threats', 'input', 'verdict', 'results'];
const INPUT = [
  'bundle',
  'trustRoot',
  'policy',
  'now',
  'seen',
  'accountProof',
  'expected',
  'receipt',
  'recomputed',
];

/** The names of all cases, without their ending. */
export function caseNames() {
  return repoNames('.json', ...FOLDER).map((name) => name.replace('.json', ''));
}

/** The names of the files of that kind that the cases show. */
export function shownNames(kind) {
  return repoNames(`.${kind}.json`, ...FOLDER, 'files');
}

export function shownBytes(name) {
  return repoBytes(...FOLDER, 'files', name);
}

export function readCase(name) {
  const content = repoJson(...FOLDER, `${name}.json`);
  requireKnown(content, FIELDS);
  requireKnown(content.input, INPUT);
  return content;
}

function requireKnown(object, known) {
  const unknown = Object.keys(object).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`unknown fields ${unknown}`);
  }
}

/**
 * What the verification says; undefined where a file of the case cannot be read.
 *
 * @param {object} content of the case's file
 * @param {import('../lib/report/report.js').Findings} [findings] that skip a check
 */
export async function verifyCase({ input }, findings) {
  try {
    const exhibits = await exhibitsOf(input);
    const bundle = input.bundle
      ? await parseBundle(shownBytes(input.bundle))
      : exhibits.claim.proof.bundle;
    return await verify(bundle, exhibits, await readerOf(input), findings);
  } catch (error) {
    if (error instanceof Malformed) {
      return undefined;
    }
    throw error;
  }
}

export async function readerOf(input) {
  return {
    pinned: await parseSignedRoot(shownBytes(input.trustRoot)),
    policy: parsePolicy(shownBytes(input.policy)),
    now: parseTime(input.now),
    seen: input.seen && {
      checkpoint: parseCheckpoint(input.seen.checkpoint),
      proof: input.seen.proof.map(parseHash),
    },
  };
}

export async function exhibitsOf(input) {
  return {
    claim: input.accountProof && {
      proof: await parseAccountProof(shownBytes(input.accountProof)),
      expected: input.expected.map(parseExpected),
    },
    receipt: input.receipt && parseEnvelope(shownBytes(input.receipt)),
    recomputed: input.recomputed?.map((row) => ({
      asset: makeAsset(parseTicker(row.asset), row.decimals),
      commitment: {
        root: parseHash(row.root),
        total: parseAmount(row.total),
        height: row.height,
      },
    })),
  };
}

/** Every check of a report that does not pass, and how it ends. */
export function notPassed(report) {
  const open = report.findings.filter(({ result }) => result !== 'pass');
  return Object.fromEntries(open.map(({ check, result }) => [check, result]));
}
