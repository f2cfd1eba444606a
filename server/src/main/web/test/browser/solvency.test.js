/** The solvency report as a reader sees it: figures, words and alerts, in both languages and sizes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeProblems } from './axe.js';
import { buildPage, keepShot, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { publicationOf, reading } from './publication.js';
import { serve } from './server.js';
import { textsIn } from './texts-in.js';

const READY = `document.querySelector('#newest') && document.querySelector('main svg')`;
const SECTION = `document.querySelector('section[aria-labelledby=solvency]')`;

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

async function shown(name, options) {
  current = await publicationOf(name);
  const page = await browser.newPage({ ...options, now: current.now });
  await page.open(`${site.origin}/`);
  await page.until(READY);
  return page;
}

for (const [name, options] of [
  ['desktop-en-light', { size: [1280, 900], language: 'en' }],
  ['phone-zh-dark', { size: [360, 740], phone: true, dark: true, language: 'zh' }],
]) {
  test(`a report is shown with what it hides: ${name}`, inBrowser, async () => {
    const page = await shown('honest-with-a-solvency-report', options);
    const texts = textsIn(options.language).solvency;
    const text = await page.evaluate(`${SECTION}.innerText`);
    for (const each of [texts.title, texts.ratio, texts.haircut, texts.stress, texts.alerts]) {
      assert.ok(text.includes(each), each);
    }
    for (const figure of ['100.58', '98.12', '57.89', 'crash', 'USD']) {
      assert.ok(text.includes(figure), figure);
    }
    assert.equal(await page.evaluate(`${SECTION}.querySelectorAll('.alerts li').length`), 2);
    assert.ok(!text.includes(texts.risk), 'no figures of risk are named');
    keepShot(`solvency-${name}`, await page.screenshot());
    assert.deepEqual(await axeProblems(page), []);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'too wide');
    await page.close();
  });
}

test('what has no price is said, and no value of the whole is shown', inBrowser, async () => {
  const page = await shown('honest-without-a-price', { language: 'en' });
  const text = await page.evaluate(`${SECTION}.innerText`);
  const texts = textsIn('en').solvency;
  assert.ok(text.includes(texts.unpriced.replace('{assets}', 'ETH')), text);
  assert.ok(text.includes(texts['alert.price'].replace('{about}', 'ETH')), text);
  assert.ok(!text.includes(texts.ratio), text);
  await page.close();
});

test('figures that do not follow are not shown', inBrowser, async () => {
  const page = await shown('solvency-with-a-better-figure', { language: 'en' });
  assert.equal(await page.evaluate(`${SECTION} === null`), true);
  const failed = await page.evaluate(`document.querySelector('.newest .failing').innerText`);
  assert.ok(failed.includes(textsIn('en').check['solvency.report']), failed);
  await page.close();
});

test('without a report there is no such section', inBrowser, async () => {
  const page = await shown('honest', { language: 'en' });
  assert.equal(await page.evaluate(`${SECTION} === null`), true);
  await page.close();
});
