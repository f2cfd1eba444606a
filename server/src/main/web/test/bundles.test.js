/** Every case of fixtures/vectors/bundles: what it spoils fails, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS } from '../lib/report/checks.js';
import { caseNames, notPassed, readCase, verifyCase } from './bundle-case.js';

for (const name of caseNames()) {
  test(`bundles/${name} comes to what its file says`, async () => {
    const { verdict, results } = readCase(name);
    const verified = await verifyCase(readCase(name));
    if (verified === undefined) {
      assert.equal('MALFORMED', verdict);
      return;
    }
    const { report } = verified;
    assert.deepEqual(notPassed(report), results, JSON.stringify(report.findings, undefined, 1));
    assert.equal(report.verdict, verdict);
  });
}

test('every check fails in a case of its own: one that nobody spoils is one that nobody would miss', (t) => {
  const names = caseNames();
  const alone = names
    .map((name) => Object.entries(readCase(name).results))
    .map((results) => results.filter(([, result]) => result === 'fail'))
    .filter((failed) => failed.length === 1)
    .map(([[check]]) => check);
  assert.deepEqual(CHECKS.filter((check) => !alone.includes(check)), []);
  t.diagnostic(`${names.length} bundles`);
});
