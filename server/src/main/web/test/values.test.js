/**
 * Every spelling of a single value in fixtures/vectors, and every file of one format, is read or
 * refused as its case says.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountIdOfBytes, parseAccountId } from '../lib/account-id.js';
import { parseAmount } from '../lib/amount.js';
import { base64, parseBase64 } from '../lib/base64.js';
import { hex, parseHex, utf8 } from '../lib/bytes.js';
import { parseHash } from '../lib/hash.js';
import { Malformed } from '../lib/malformed.js';
import { parseIssuer, parseTicker } from '../lib/names.js';
import { parseTime, seconds, timeOfSeconds } from '../lib/timestamp.js';
import { repoJson, repoNames } from './files.js';
import { FORMATS } from './formats.js';

/** How each type is read, and printed back. */
const READERS = {
  accountId: parseAccountId,
  accountIdBytes: (input) => hex(utf8(accountIdOfBytes(parseHex(input)))),
  amount: (input) => String(parseAmount(input)),
  hash: parseHash,
  ticker: parseTicker,
  issuer: parseIssuer,
  base64: (input) => base64(parseBase64(input)),
  time: (input) => timeOfSeconds(seconds(parseTime(input))),
};

/** Undefined where it is malformed; any other error is the test's. */
async function readOrMalformed(reader) {
  try {
    return await reader();
  } catch (error) {
    assert.ok(error instanceof Malformed, error.stack);
    return undefined;
  }
}

/** A reader of a format hands on a value and prints none: what it reads is canonical. */
async function readBack(type, input) {
  if (type in FORMATS) {
    await FORMATS[type](utf8(input));
    return input;
  }
  return READERS[type](input);
}

const VECTORS = ['fixtures', 'vectors'];
const formats = repoNames('.json', ...VECTORS, 'formats');

for (const file of ['values.json', 'values-surrogates.json', ...formats.map((name) => `formats/${name}`)]) {
  test(`every case of ${file} is decided as it says`, async (t) => {
    const { cases } = repoJson(...VECTORS, file);
    for (const { type, input, result, comment } of cases) {
      const read = await readOrMalformed(() => readBack(type, input));
      const want = { accepted: input, refused: undefined };
      assert.ok(result in want, `result ${result}`);
      assert.equal(read, want[result], `${type}: ${comment}`);
    }
    assert.ok(cases.length > 0);
    t.diagnostic(`${cases.length} cases`);
  });
}

test('every format that is read here has its file, and every file its format', () => {
  assert.deepEqual(formats, Object.keys(FORMATS).map((name) => `${name}.json`).sort());
});
