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
 * @param {string} announces the digest of the policy of the next report, which this one publishes
 */
export function solvencyReport(files, announces) {
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
    announces: { sha256: announces },
    asOf,
    epoch,
    format: 'solvent/solvency-report/v1',
    inputs: digestsOf(files),
    issuer,
    quote: { asset: policy.quote.ticker, decimals: policy.quote.decimals },
    unpriced,
    ...sections,
  });
}

const after = (scenario, now, sheet) =>
  stressOf(scenario, now, valuedAfter(sheet, scenario), sheet.unit);

function digestsOf({ liabilities, policy, prices, reserves, terms }) {
  const digest = (file) => file && { sha256: file.sha256 };
  return {
    liabilities: digest(liabilities),
    policy: digest(policy),
    prices: digest(prices),
    reserves: digest(reserves),
    terms: digest(terms),
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
