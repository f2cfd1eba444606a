/** Every case of fixtures/vectors/bundles: what it spoils fails, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
