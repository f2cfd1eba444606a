/**
 * Every case of fixtures/vectors/bundles through the page itself: one page, opened once, into which the
 * files of each case are dropped as a customer would, and who enters what they expect. Each check and
 * the verdict are read from what the page shows, and are those that the case's file says.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CHECKS, VERDICTS } from '../../lib/report/checks.js';
import { debtsHold } from '../../page/checked.js';
import { caseNames, readCase } from '../bundle-case.js';
import { repoPath } from '../files.js';
import { buildPage } from './built.js';
import { clockAt, inBrowser, startChromium } from './chromium.js';
import { textsIn } from './texts-in.js';

const RESULTS = ['pass', 'fail', 'absent', 'not run'];

/** Files are known by what they say: a signed file of another kind is refused before it is a receipt. */
const UNRECOGNIZED = ['receipt-of-another-type'];

const texts = textsIn('en');
const checkNamed = new Map(CHECKS.map((check) => [texts.check[check], check]));

let browser;
let page;
if (!inBrowser.skip) {
  before(async () => {
    browser = await startChromium();
    page = await browser.newPage({ offline: true });
    await page.open(pathToFileURL(join(buildPage().folder, 'solvent-verifier.html')).href);
  });
  after(() => browser?.close());
}

/**
 * What the page can say of a case: an auditor's trees are nothing for it, and what is dropped into a
 * file without a memory is compared with nothing that was seen before.
 */
function inPage({ input, verdict, results }) {
  const others = {
    ...(results['liabilities.recompute'] !== 'not run' && { 'liabilities.recompute': 'not run' }),
    ...(results['log.consistency'] !== 'not run' && { 'log.consistency': 'absent' }),
  };
  const shown = { ...results, ...others };
  const failed = CHECKS.some((check) => ['fail', 'not run'].includes(results[check]) && !others[check]);
  return { results: shown, verdict: failed || verdict === 'MALFORMED' ? verdict : 'VERIFIED', expected: input.expected };
}

const filesOf = ({ bundle, trustRoot, policy, accountProof, receipt }) =>
  [trustRoot, policy, bundle, accountProof, receipt]
    .filter((name) => name !== undefined)
    .map((name) => repoPath('fixtures', 'vectors', 'bundles', 'files', name));

/** Enters balances as a customer does; gives those that there is no field for. */
const entered = (expected) => `(() => {
  const missing = [];
  for (const each of ${JSON.stringify(expected)}) {
    const [asset, amount] = each.split('=');
    const field = document.querySelector('.balances input[aria-label="' + asset + ' in your account"]');
    if (field === null) {
      missing.push(each);
    } else {
      field.value = amount;
    }
  }
  document.querySelector('.balances [type=submit]')?.click();
  return missing;
})()`;

const ANSWER = `(() => {
  const answer = document.querySelector('.answer');
  return answer && {
    verdict: answer.dataset.verdict,
    said: answer.querySelector('.verdict').textContent,
    counted: answer.querySelectorAll('.balances li.pass').length,
    checks: [...answer.querySelectorAll(':scope > details > ol.checks > li')].map((line) => [
      line.querySelector('strong').textContent,
      line.querySelector('.result').textContent,
      line.querySelector('.meaning').textContent,
      line.querySelector('.exactly').lang,
    ]),
  };
})()`;

/** What stands there of the case before is let go, or marked where the page has no button for that. */
const BEGIN = `(() => {
  document.querySelector('#answer .answer + p button')?.click();
  document.querySelector('#answer .problem')?.classList.replace('problem', 'before');
})()`;
const ENDED = `document.querySelector('#answer .answer, #answer .problem')`;

for (const name of caseNames()) {
  test(`dropped, ${name} comes in the page to what its file says`, inBrowser, async () => {
    const given = readCase(name);
    assert.ok(VERDICTS.includes(given.verdict), given.verdict);
    Object.entries(given.results).forEach(([check, result]) =>
      assert.ok(CHECKS.includes(check) && RESULTS.includes(result), `${check} ${result}`),
    );
    assert.ok(typeof given.effect === 'string' || /^honest/.test(name), 'what accepting it would do');
    await page.evaluate(BEGIN);
    assert.equal(await page.evaluate(`Boolean(${ENDED})`), false);
    await page.evaluate(clockAt(given.input.now));
    await page.choose('input[type=file]', filesOf(given.input));
    await page.until(ENDED);
    const want = inPage(given);
    const refused = want.verdict === 'MALFORMED' || UNRECOGNIZED.includes(name);
    await (refused ? requireRefused() : requireShown(want));
  });
}

async function requireRefused() {
  assert.equal(await page.evaluate(ANSWER), null);
  const said = await page.evaluate(`document.querySelector('#answer .problem .bad').textContent`);
  assert.equal(said, texts.check['error.malformed']);
}

async function requireShown({ expected = [], results, verdict }) {
  const missing = await page.evaluate(entered(expected));
  assert.ok(missing.every((each) => /=0$/.test(each)), `no field for ${missing}`);
  const shown = await page.evaluate(ANSWER);
  const found = shown.checks.map(([check, result]) => ({
    check: checkNamed.get(check),
    result: RESULTS.find((each) => texts.checks[each] === result),
  }));
  assert.deepEqual(found.map(({ check }) => check), CHECKS);
  const explained = found.map(({ check, result }) => [texts.found[`${check}.${result}`], 'en']);
  assert.deepEqual(shown.checks.map(([, , ...more]) => more), explained);
  const open = found.filter(({ result }) => result !== 'pass');
  assert.deepEqual(Object.fromEntries(open.map(({ check, result }) => [check, result])), results);
  assert.equal(shown.verdict, verdict);
  assert.equal(shown.said, texts.verdict[verdict]);
  assert.ok(shown.counted === 0 || debtsHold({ findings: found }), 'counted, where the debts do not hold');
}
