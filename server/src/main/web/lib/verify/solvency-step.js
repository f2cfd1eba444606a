/**
 * The check `solvency.report`: the report that the statement names follows from the files that the
 * statement and the report name. That the policy was announced in time is seen where the report before
 * is at hand: along the log's history.
 */
import { Malformed } from '../malformed.js';
import { parsePriceTable } from '../prices/price-table.js';
import { absent, fail, pass } from '../report/finding.js';
import { recompute } from '../solvency/check.js';
import { readNamed } from '../solvency/inputs.js';
import { parseSolvencyPolicy } from '../solvency/policy.js';
import { parseReportSources } from '../solvency/report-sources.js';
import { parseTerms } from '../solvency/terms.js';
import { LIABILITIES, RESERVES, SOLVENCY, digestOf } from '../statement.js';

const CHECK = 'solvency.report';

/** The finding where the statement names no report; none where it does. */
export function withoutReport(statement) {
  return digestOf(statement, SOLVENCY) === undefined
    ? [absent(CHECK, `the statement names no ${SOLVENCY}`)]
    : [];
}

/**
 * The finding, and the report where it follows; nothing where the statement names none.
 *
 * @param {object} given
 * @param {import('../statement.js').Statement} given.statement
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} given.owed
 * @param {import('../reserves/manifest.js').ReservesManifest} given.held
 * @param {import('../blobs.js').Blobs} given.blobs
 * @returns {{finding?: import('../report/finding.js').Finding, solvency?: object}}
 */
export function recomputedReport({ statement, owed, held, blobs }) {
  const sha256 = digestOf(statement, SOLVENCY);
  if (sha256 === undefined) {
    return {};
  }
  try {
    return recomputed({ sha256, statement, owed, held, blobs });
  } catch (error) {
    if (error instanceof Malformed) {
      return { finding: fail(CHECK, error.message) };
    }
    throw error;
  }
}

function recomputed({ sha256, statement, owed, held, blobs }) {
  const read = (digest, what) => {
    const bytes = blobs.find(digest);
    if (bytes === undefined) {
      throw new Malformed(`no file of digest ${digest}, which ${what}`);
    }
    return bytes;
  };
  const named = (parser, digest, as) => readNamed(parser, read(digest, `the report names as ${as}`));
  const published = read(sha256, `the statement names ${SOLVENCY}`);
  const sources = parseReportSources(published);
  const prices = named(parsePriceTable, sources.prices, 'prices');
  const policy = named(parseSolvencyPolicy, sources.policy, 'policy');
  const terms = sources.terms && named(parseTerms, sources.terms, 'terms');
  const verdict = recompute({
    liabilities: { value: owed, sha256: digestOf(statement, LIABILITIES) },
    reserves: { value: held, sha256: digestOf(statement, RESERVES) },
    prices,
    policy,
    terms,
    published,
  });
  if (!verdict.confirmed) {
    return { finding: fail(CHECK, verdict.sentence) };
  }
  const finding = pass(
    CHECK,
    'the report follows from the files that it names, byte for byte',
    `sha256 ${sha256}`,
    `by policy ${sources.policy}`,
    `next by policy ${verdict.announces}`,
  );
  return { finding, solvency: verdict.report };
}
