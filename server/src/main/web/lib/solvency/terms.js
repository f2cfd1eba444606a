/**
 * `terms.json`: which part of what is owed is bound, by the exchange's word (docs/spec/solvency-policy.md
 * section 5). Without it everything is owed on demand.
 */
import { parseAmount } from '../amount.js';
import { Malformed } from '../malformed.js';
import { readFields } from '../fields.js';
import { jsonLimits } from '../json.js';
import { parseIssuer, parseTicker, readEpoch } from '../names.js';
import { parseTime } from '../timestamp.js';
import { LONGEST } from './bounds.js';

const LIMITS = jsonLimits(4 << 20, 16, 100_000);
const MAX_TERMS = 20_000;

/**
 * So much of what is owed in an asset cannot be called before so many seconds have passed.
 *
 * @typedef {Readonly<{asset: string, seconds: number, units: bigint}>} Term
 * @typedef {Readonly<{asOf: string, epoch: number, issuer: string, terms: readonly Term[]}>} Terms
 */

/** @param {Uint8Array} bytes @returns {Terms} */
export function parseTerms(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', 'solvent/terms/v1');
    const asOf = fields.text('asOf', parseTime);
    const epoch = readEpoch(fields);
    const issuer = fields.text('issuer', parseIssuer);
    const terms = fields.list('terms', 0, MAX_TERMS, readTerm);
    fields.build(() => requireOrder(terms));
    return Object.freeze({ asOf, epoch, issuer, terms });
  });
}

function readTerm(fields) {
  const asset = fields.text('asset', parseTicker);
  const seconds = fields.integer('seconds', 1, LONGEST);
  return Object.freeze({ asset, seconds, units: fields.text('units', parseAmount) });
}

/** By asset, then by time. */
function requireOrder(terms) {
  const shown = ({ asset, seconds }) => `${asset} in ${seconds} s`;
  for (let i = 1; i < terms.length; i++) {
    const [before, here] = [terms[i - 1], terms[i]];
    const ascends =
      before.asset === here.asset ? before.seconds < here.seconds : before.asset < here.asset;
    if (!ascends) {
      throw new Malformed(
        `terms: ${shown(here)} after ${shown(before)}, want ascending, each once`,
      );
    }
  }
}
