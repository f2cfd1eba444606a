/** The files of a report as the tests hand them to the check, by name, as their texts. */
import { utf8 } from '../lib/bytes.js';
import { parseLiabilities } from '../lib/liabilities/manifest.js';
import { parsePriceTable } from '../lib/prices/price-table.js';
import { parseReservesManifest } from '../lib/reserves/manifest.js';
import { recompute } from '../lib/solvency/check.js';
import { readNamed } from '../lib/solvency/inputs.js';
import { parseSolvencyPolicy } from '../lib/solvency/policy.js';
import { parseTerms } from '../lib/solvency/terms.js';

const READERS = {
  liabilities: parseLiabilities,
  reserves: parseReservesManifest,
  prices: parsePriceTable,
  policy: parseSolvencyPolicy,
  terms: parseTerms,
};

/** Those that are there, read. */
export function readFiles(texts) {
  const named = Object.entries(READERS)
    .filter(([name]) => texts[name] !== undefined)
    .map(([name, parser]) => [name, readNamed(parser, utf8(texts[name]))]);
  return Object.fromEntries(named);
}

/** What the check says of texts. */
export function checked({ announced, published, ...texts }) {
  return recompute({ ...readFiles(texts), announced, published: utf8(published) });
}
