/**
 * A verification that skips one check, and lets whatever it would have refused pass: the cases have
 * to tell, and some of them by the verdict VERIFIED over what is spoilt. Java's SkippedCheckTest
 * asks the same of the library.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { CHECKS } from '../lib/report/checks.js';
import { pass } from '../lib/report/finding.js';
import { Findings } from '../lib/report/report.js';
import { caseNames, notPassed, readCase, verifyCase } from './bundle-case.js';

class AllBut extends Findings {
  #skipped;

  constructor(skipped) {
    super();
    this.#skipped = skipped;
  }

  add(...findings) {
    const skips = ({ check, result }) => check === this.#skipped && result === 'fail';
    super.add(...findings.map((each) => (skips(each) ? pass(each.check, 'skipped') : each)));
  }
}

/**
 * Nothing could be judged without what these read, or another check fails in their place: who skips
 * them says FAILED all the same, and of another check.
 */
const NEVER_ALONE = [
  'log.witnesses',
  'statement.form',
  'liabilities.manifest',
  'reserves.manifest',
  'solvency.report',
];

/** Where the check does not fail, skipping it changes nothing: those cases are left to bundles.test.js. */
const cases = caseNames().map(readCase);

for (const skipped of CHECKS) {
  test(`${skipped} that is skipped is missed`, async (t) => {
    let told = 0;
    let letThrough = 0;
    for (const content of cases.filter(({ results }) => results[skipped] === 'fail')) {
      const report = (await verifyCase(content, new AllBut(skipped)))?.report;
      if (report !== undefined && !isDeepStrictEqual(notPassed(report), content.results)) {
        told++;
        letThrough += content.verdict !== 'VERIFIED' && report.verdict === 'VERIFIED' ? 1 : 0;
      }
    }
    t.diagnostic(`${skipped} skipped: ${told} cases tell, ${letThrough} of them would be VERIFIED`);
    assert.ok(told > 0, `no case tells that ${skipped} is gone`);
    assert.equal(letThrough > 0, !NEVER_ALONE.includes(skipped));
  });
}

test('what is skipped changes nothing that is honest', async () => {
  const honest = readCase('honest');
  const { report } = await verifyCase(honest);
  for (const skipped of CHECKS) {
    assert.deepEqual((await verifyCase(honest, new AllBut(skipped))).report, report, skipped);
  }
});
