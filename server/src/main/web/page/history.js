/**
 * What the server says of past epochs (docs/spec/api.md, section 5), for charts alone: signed by
 * nobody, believed nowhere else. A publication on a plain file server has none.
 */
import { readFields } from '../lib/fields.js';
import { jsonLimits } from '../lib/json.js';
import { Malformed } from '../lib/malformed.js';
import { readAsset, readEpoch } from '../lib/names.js';
import { parseTime } from '../lib/timestamp.js';
import { Unreachable } from './site.js';

const MOST = 4 << 20;
const MOST_POINTS = 1_000;
const LIMITS = jsonLimits(MOST, 8, 100_000);

/** A sum of amounts, which may pass what an amount holds. */
const SUM = /^(?:0|[1-9][0-9]{0,59})$/;

/**
 * @typedef {Readonly<{asOf: string, asset: {ticker: string, decimals: number}, epoch: number,
 *   liabilities: bigint, counted: bigint, conditional: bigint, attested: bigint,
 *   claimed: bigint}>} Point
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

function parseSum(text) {
  if (!SUM.test(text)) {
    throw new Malformed('a sum of another form, want a decimal number');
  }
  return BigInt(text);
}
