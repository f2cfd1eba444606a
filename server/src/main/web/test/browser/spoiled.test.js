/**
 * Spoiled attestations as an exchange would publish them: the page says of each what the verification
 * says of the same files in Node, with the check that fails by its name.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openMemory } from '../../page/memory.js';
import { openReader } from '../../page/reader.js';
import { CHECKS } from '../../lib/report/checks.js';
import { caseNames, readCase } from '../bundle-case.js';
import { buildPage, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { publicationOf, reading } from './publication.js';
import { serve } from './server.js';
import { textsIn } from './texts-in.js';

const SEEN = 'log.consistency';

/** What a publication alone cannot spoil: these are of what a customer or an auditor holds. */
const HELD = ['liabilities.inclusion', 'liabilities.recompute', 'receipt.signature'];

/**
 * For each check a case in which it fails and no other does; of what was seen before every case, since
 * only a publication is compared with that. What is dropped into the page is all in dropped.test.js.
 */
function chosen() {
  const failing = (name) =>
    Object.entries(readCase(name).results)
      .filter(([, result]) => result === 'fail')
      .map(([check]) => check);
  const published = caseNames().filter(
    (name) => readCase(name).verdict !== 'MALFORMED' && readCase(name).input.bundle !== undefined,
  );
  return CHECKS.filter((check) => !HELD.includes(check)).flatMap((check) => {
    const alone = published.filter((name) => failing(name).length === 1 && failing(name)[0] === check);
    return (check === SEEN ? alone : alone.slice(0, 1)).map((name) => [check, name]);
  });
}

const texts = textsIn('en');
let browser;
let site;
let current;
if (!inBrowser.skip) {
  before(async () => {
    const page = served(buildPage().files);
    site = await serve(
      (path) => reading(page, current.files)(path),
      (path, body) => current.post(path, body),
    );
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
}

/** The same in Node: the verdict, and what fails. */
async function inNode({ files, now }, seen) {
  const site = { files: async (path) => reading(files)(path) };
  const storage = { getItem: (name) => seen[name] ?? null, setItem: () => {} };
  const reader = openReader({ site, memory: openMemory(storage), now: () => now });
  const { report } = (await reader.newest()).verified;
  return outcome(report.verdict, report.findings);
}

const outcome = (verdict, findings) => ({
  verdict: texts.verdict[verdict],
  failed: findings.filter(({ result }) => result === 'fail').map(({ check }) => texts.check[check]),
});

const SHOWN = `(() => ({
  verdict: document.querySelector('#newest').innerText,
  failed: [...document.querySelectorAll('.newest .checks.failing li strong')].map((name) => name.textContent),
}))()`;

for (const [check, name] of chosen()) {
  test(`published, ${name} comes in the page to what it comes to in Node`, inBrowser, async () => {
    current = await publicationOf(name);
    const seen =
      check === SEEN ? { 'solvent.checkpoint.exchange.example/log': current.seen } : {};
    const want = await inNode(current, seen);
    const page = await browser.newPage({ now: current.now, stored: seen });
    await page.open(`${site.origin}/`);
    await page.until(`document.querySelector('#newest')`);
    assert.deepEqual(await page.evaluate(SHOWN), want);
    assert.equal(want.verdict, texts.verdict[current.verdict]);
    assert.ok(want.failed.includes(texts.check[check]), JSON.stringify(want));
    await page.close();
  });
}
