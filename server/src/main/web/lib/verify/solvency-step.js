/**
 * The check `solvency.report`: the report that the statement names follows from the files that the
 * statement and the report name. That the policy was announced in time is seen where the report before
 * is at hand: along the log's history. And `solvency.risk`, of figures in floating point, which a program
 * in Java computes again and this one does not.
 */
import { Malformed } from '../malformed.js';
import { parsePriceTable } from '../prices/price-table.js';
import { absent, fail, notOurs, pass } from '../report/finding.js';
import { recompute } from '../solvency/check.js';
import { readNamed } from '../solvency/inputs.js';
import { isCounted } from '../solvency/lots.js';
import { parseSolvencyPolicy } from '../solvency/policy.js';
import { parseReportSources } from '../solvency/report-sources.js';
import { parseTerms } from '../solvency/terms.js';
import { LIABILITIES, RESERVES, SOLVENCY, digestOf } from '../statement.js';

const CHECK = 'solvency.report';
const RISK = 'solvency.risk';

/** What is said of a statement that names no report. */
export function withoutReport(statement) {
  const sentence = `the statement names no ${SOLVENCY}`;
  return digestOf(statement, SOLVENCY) === undefined
    ? [absent(CHECK, sentence), absent(RISK, sentence)]
    : [];
}

/**
 * The findings, and the report where it follows; nothing where the statement names none.
 *
 * @param {object} given
 * @param {import('../statement.js').Statement} given.statement
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} given.owed
 * @param {import('../reserves/manifest.js').ReservesManifest} given.held
 * @param {readonly import('../reserves/judge.js').Judged[]} [given.judged] what the reader makes of it
 * @param {import('../blobs.js').Blobs} given.blobs
 * @returns {{findings: import('../report/finding.js').Finding[], solvency?: object}}
 */
export function recomputedReport({ statement, owed, held, judged = [], blobs }) {
  const sha256 = digestOf(statement, SOLVENCY);
  if (sha256 === undefined) {
    return { findings: [] };
  }
  try {
    return recomputed({ sha256, statement, owed, held, judged, blobs });
  } catch (error) {
    if (error instanceof Malformed) {
      return { findings: [fail(CHECK, error.message)] };
    }
    throw error;
  }
}

function recomputed({ sha256, statement, owed, held, judged, blobs }) {
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
    return { findings: [fail(CHECK, verdict.sentence)] };
  }
  const finding = pass(
    CHECK,
    `the report follows from the files that it names, byte for byte${beyondTheReader(judged)}`,
    `sha256 ${sha256}`,
    `by policy ${sources.policy}`,
    `next by policy ${verdict.announces}`,
  );
  return { findings: [finding, riskFinding(sources.commitments, blobs)], solvency: verdict.report };
}

/**
 * The report goes by what is declared, so that it is the same for everybody. Where this reader knows
 * less, of an asset that their policy does not name, they are told.
 */
function beyondTheReader(judged) {
  const beyond = judged.filter(({ holding, counts }) => counts === 'claimed' && isCounted(holding));
  const assets = [...new Set(beyond.map(({ holding }) => holding.countsAs.ticker))].sort();
  return assets.length === 0
    ? ''
    : `; it counts ${assets.join(', ')} that this reader takes as claimed`;
}

/** That a file is there can be seen here too, and a file that is named is never absent. */
function riskFinding({ history, positions, risk }, blobs) {
  if (risk === undefined) {
    return absent(RISK, 'the solvency report names no figures of risk');
  }
  const named = Object.entries({ history, positions, risk });
  const missing = named.find(([, digest]) => digest !== undefined && blobs.find(digest) === undefined);
  return missing === undefined
    ? notOurs(RISK, 'in floating point, which solvent-verify computes again and this page does not')
    : fail(RISK, `no file of digest ${missing[1]}, which the report names as ${missing[0]}`);
}
