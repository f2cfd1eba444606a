/**
 * What the server says of past epochs (docs/spec/api.md, section 5), for charts alone: signed by
 * nobody, believed nowhere else. A publication on a plain file server has none.
 */
import { readFields } from '../lib/fields.js';
import { jsonLimits } from '../lib/json.js';
import { Malformed } from '../lib/malformed.js';
import { parseTicker, readAsset, readEpoch } from '../lib/names.js';
import { parseTime } from '../lib/timestamp.js';
import { Unreachable } from './site.js';

const MOST = 4 << 20;
const MOST_POINTS = 1_000;
const LIMITS = jsonLimits(MOST, 8, 100_000);

/** Every asset may lack a price in every epoch. */
const REPORT_LIMITS = jsonLimits(MOST, 8, 1_000_000);
const MOST_ASSETS = 10_000;
const MOST_HORIZONS = 20;

/** A sum of amounts, which may pass what an amount holds. */
const SUM = /^(?:0|[1-9][0-9]{0,59})$/;

/** A value in the quote's units, which may be below zero. */
const SURPLUS = /^(?:0|-?[1-9][0-9]{0,99})$/;

/**
 * @typedef {Readonly<{asOf: string, asset: {ticker: string, decimals: number}, epoch: number,
 *   liabilities: bigint, counted: bigint, conditional: bigint, attested: bigint,
 *   claimed: bigint}>} Point
 *
 * What the server says of a solvency report; figures of the whole only where no asset is `unpriced`.
 *
 * @typedef {Readonly<{alerts: number, asOf: string, epoch: number, unpriced: readonly string[],
 *   haircut?: number, ratio?: number, raw?: number}>} ReportPoint
 */

/** Whether this publication has a server that tells of its past. */
export async function hasHistory(site) {
  return (await answer(site, 'api/v1/epochs')) !== undefined;
}

/**
 * How an asset fared, the oldest first; nothing where the server does not say.
 *
 * @param {ReturnType<import('./site.js').openSite>} site
 * @param {{ticker: string, decimals: number}} asset
 * @returns {Promise<readonly Point[]>}
 */
export async function seriesOf(site, asset) {
  const bytes = await answer(site, `api/v1/series/${encodeURIComponent(asset.ticker)}`);
  try {
    return bytes === undefined ? [] : readSeries(bytes, asset);
  } catch (error) {
    if (error instanceof Malformed) {
      return []; // charts are left out; what was verified stands
    }
    throw error;
  }
}

/**
 * How the solvency reports fared, the oldest first: undefined where the server does not say, and no
 * points where what it says cannot be read, all of it or a part.
 *
 * @param {ReturnType<import('./site.js').openSite>} site
 * @returns {Promise<readonly ReportPoint[] | undefined>}
 */
export async function reportsOf(site) {
  const bytes = await answer(site, 'api/v1/solvency');
  try {
    return bytes && readReports(bytes);
  } catch (error) {
    if (error instanceof Malformed) {
      return [];
    }
    throw error;
  }
}

async function answer(site, path) {
  try {
    return await site.files(path, MOST);
  } catch (error) {
    if (error instanceof Unreachable) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Epochs in which the asset had other decimals are left out: their figures are of other units.
 *
 * @param {Uint8Array} bytes
 * @returns {readonly Point[]}
 */
export function readSeries(bytes, { ticker, decimals }) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('asset', ticker);
    fields.constant('format', 'solvent/series/v1');
    const points = fields.list('points', 0, MOST_POINTS, readPoint);
    return fields.build(() => {
      const same = points.filter((point) => point.asset.decimals === decimals);
      return Object.freeze(same.sort((one, other) => one.epoch - other.epoch));
    });
  });
}

function readPoint(fields) {
  const point = {
    asOf: fields.text('asOf', parseTime),
    asset: readAsset(fields),
    attested: fields.text('attested', parseSum),
    claimed: fields.text('claimed', parseSum),
    conditional: fields.text('conditional', parseSum),
    counted: fields.text('counted', parseSum),
    epoch: readEpoch(fields),
    liabilities: fields.text('liabilities', parseSum),
  };
  fields.integer('basisPoints', 0, Number.MAX_SAFE_INTEGER); // computed here again
  return Object.freeze(point);
}

/** @param {Uint8Array} bytes @returns {readonly ReportPoint[]} one at least */
export function readReports(bytes) {
  return readFields(bytes, REPORT_LIMITS, (fields) => {
    fields.constant('format', 'solvent/solvency-series/v1');
    const points = fields.list('points', 1, MOST_POINTS, readReportPoint);
    if (points.some(({ epoch }, i) => epoch <= points[i - 1]?.epoch)) {
      throw fields.malformed('points', 'epochs out of order, want each after the one before');
    }
    return points;
  });
}

/** Figures of the whole are there if and only if every asset has a price. */
function readReportPoint(fields) {
  const count = (name, of = fields) => of.integer(name, 0, Number.MAX_SAFE_INTEGER);
  const point = {
    alerts: count('alerts'),
    asOf: fields.text('asOf', parseTime),
    epoch: readEpoch(fields),
    unpriced: fields.list('unpriced', 0, MOST_ASSETS, (of) => of.text('asset', parseTicker)),
  };
  fields.object('quote', readAsset);
  fields.list('reach', 0, MOST_HORIZONS, (of) => [of.text('name'), count('reach', of), count('seconds', of)]);
  if (point.unpriced.length > 0) {
    return Object.freeze(point);
  }
  fields.text('surplus', requireSurplus);
  return Object.freeze({
    ...point,
    haircut: count('haircut'),
    ratio: count('ratio'),
    raw: count('raw'),
  });
}

function parseSum(text) {
  if (!SUM.test(text)) {
    throw new Malformed('a sum of another form, want a decimal number');
  }
  return BigInt(text);
}

function requireSurplus(text) {
  if (!SURPLUS.test(text)) {
    throw new Malformed('a surplus of another form, want a decimal number');
  }
}
