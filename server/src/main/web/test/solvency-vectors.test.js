/**
 * Every report of fixtures/vectors/solvency: confirmed to the byte, or refused for its reason. The
 * reports are Java's, and nothing here knows how Java comes to them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repoJson, repoNames } from './files.js';
import { checked } from './solvency-files.js';

const FOLDER = ['fixtures', 'vectors', 'solvency'];
const REASONS = ['INPUTS', 'POLICY', 'MALFORMED', 'DIFFERENT'];
const names = repoNames('.json', ...FOLDER);

for (const name of names) {
  test(`solvency/${name} comes to what it says`, () => {
    const { input, result, shows } = repoJson(...FOLDER, name);
    const verdict = checked(input);
    assert.equal(verdict.confirmed ? 'accepted' : verdict.reason, result, verdict.sentence);
    assert.ok(result === 'accepted' || REASONS.includes(result), `result ${result}`);
    for (const part of shows) {
      assert.ok(input.published.includes(part), part);
    }
  });
}

test('every reason has its case, and confirmed reports are of many kinds', (t) => {
  const results = names.map((name) => repoJson(...FOLDER, name).result);
  for (const reason of REASONS) {
    assert.ok(results.includes(reason), reason);
  }
  assert.ok(results.filter((result) => result === 'accepted').length >= 40);
  t.diagnostic(`${names.length} reports`);
});
