/** A bad week, as data: section 4 of docs/spec/solvency-policy.md. */
import { requireAscending } from '../ascending.js';
import { parseTicker } from '../names.js';
import { parseLabel } from '../prices/label.js';
import { readSeconds, readShare } from './bounds.js';

const MAX_ITEMS = 10_000;

/** What a price may become, in ten-thousandths of it: a hundred times over. */
const MOST = 1_000_000;

/**
 * `custodians` fail; `shocks` say what a price becomes and `others` of those that they do not name;
 * `least` is the coverage after haircut that has to be left, and of a run the share that has to be paid.
 *
 * @typedef {Readonly<{custodians: ReadonlySet<string>, least: number, name: string, others: number,
 *   run: Readonly<{seconds: number, share: number}> | undefined,
 *   shocks: ReadonlyMap<string, number>}>} Scenario
 */

/** @returns {Scenario} */
export function readScenario(fields) {
  const custodians = fields.list('custodians', 0, MAX_ITEMS, (item) => item.text('name', parseLabel));
  const least = readShare(fields, 'least');
  const name = fields.text('name', parseLabel);
  const others = fields.integer('others', 0, MOST);
  const run = fields.optionalObject('run', readRun);
  const shocks = fields.list('prices', 0, MAX_ITEMS, readShock);
  return fields.build(() => {
    requireAscending('custodians', custodians, (who) => who);
    requireAscending('prices', shocks, ([asset]) => asset);
    return Object.freeze({
      custodians: new Set(custodians),
      least,
      name,
      others,
      run,
      shocks: new Map(shocks),
    });
  });
}

function readRun(fields) {
  return Object.freeze({ seconds: readSeconds(fields), share: readShare(fields, 'share') });
}

function readShock(fields) {
  return [fields.text('asset', parseTicker), fields.integer('becomes', 0, MOST)];
}
