/**
 * `solvency.json`: what a bare ratio hides, in integers; the same files make the same bytes everywhere
 * (docs/spec/solvency-report.md).
 */
import { jsonLimits, jsonObject, printJson } from '../json.js';
import { alertsOf, priceAlerts } from './alerts.js';
import { coverageSection } from './coverage.js';
import { imbalanceSection } from './imbalance.js';
import { matchingSection } from './matching.js';
import { sheetOf } from './sheet.js';
import { stressOf } from './stress.js';
import { valuedAfter, valuedLine, valuedSheet } from './valued.js';

/** Room for the most assets, each at the most horizons. */
export const REPORT_LIMITS = jsonLimits(96 << 20, 16, 4_000_000);

/**
 * The report as a value, with the names of its file: amounts, prices and values are bigints, shares and
 * times are numbers. What the file leaves out is undefined.
 *
 * @param {import('./inputs.js').SolvencyFiles} files that make a report
 * @param {import('./report-sources.js').Commitments} commitments what the report publishes beside it
 */
export function solvencyReport(files, commitments) {
  const policy = files.policy.value;
  const { asOf, epoch, issuer } = files.liabilities.value;
  const sheet = sheetOf(files);
  const unpriced = sheet.lines
    .filter(({ price }) => price === undefined)
    .map(({ asset, reason }) => ({ asset: asset.ticker, reason }));
  const now =
    unpriced.length === 0 ? valuedSheet(sheet.lines.map((line) => valuedLine(line))) : undefined;
  const sections = {
    coverage: coverageSection(sheet, now),
    matching: matchingSection(policy.horizons, sheet, now),
    imbalance: now && imbalanceSection(now, sheet.unit),
    stress: now && policy.scenarios.map((scenario) => after(scenario, now, sheet)),
  };
  return Object.freeze({
    alerts: now === undefined ? priceAlerts(unpriced) : alertsOf(policy, sections),
    announces: named(commitments.announces),
    asOf,
    epoch,
    format: 'solvent/solvency-report/v1',
    inputs: digestsOf(files, commitments),
    issuer,
    risk: named(commitments.risk),
    quote: { asset: policy.quote.ticker, decimals: policy.quote.decimals },
    unpriced,
    ...sections,
  });
}

const after = (scenario, now, sheet) =>
  stressOf(scenario, now, valuedAfter(sheet, scenario), sheet.unit);

const named = (sha256) => sha256 && { sha256 };

function digestsOf({ liabilities, policy, prices, reserves, terms }, { history, positions }) {
  return {
    history: named(history),
    liabilities: named(liabilities.sha256),
    policy: named(policy.sha256),
    positions: named(positions),
    prices: named(prices.sha256),
    reserves: named(reserves.sha256),
    terms: named(terms?.sha256),
  };
}

/** The bytes that are attested. @param {ReturnType<typeof solvencyReport>} report */
export function printSolvencyReport(report) {
  return printJson(jsonOf(report), REPORT_LIMITS);
}

/** Amounts are texts in JSON: they may pass what a number holds. */
function jsonOf(value) {
  if (typeof value === 'bigint') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(jsonOf);
  }
  return value !== null && typeof value === 'object'
    ? new Map([...jsonObject(value)].map(([name, each]) => [name, jsonOf(each)]))
    : value;
}
