/** Every spelling of a single value in fixtures/vectors is read or refused as the file says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountIdOfBytes, parseAccountId } from '../lib/account-id.js';
import { parseAmount } from '../lib/amount.js';
import { base64, parseBase64 } from '../lib/base64.js';
import { hex, parseHex, utf8 } from '../lib/bytes.js';
import { parseHash } from '../lib/hash.js';
import { readOrNone } from '../lib/malformed.js';
import { parseIssuer, parseTicker } from '../lib/names.js';
import { parseTime, seconds, timeOfSeconds } from '../lib/timestamp.js';
import { repoJson } from './files.js';

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

for (const file of ['values.json', 'values-surrogates.json']) {
  test(`every case of ${file} is decided as it says`, (t) => {
    const { cases } = repoJson('fixtures', 'vectors', file);
    for (const { type, input, result, comment } of cases) {
      const read = readOrNone(() => READERS[type](input));
      const want = { accepted: input, refused: undefined };
      assert.ok(result in want, `result ${result}`);
      assert.equal(read, want[result], `${type}: ${comment}`);
    }
    assert.ok(cases.length > 0);
    t.diagnostic(`${cases.length} values`);
  });
}
