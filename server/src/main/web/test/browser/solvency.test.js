/**
 * The solvency report as a reader sees it: figures, words and alerts, in both languages and sizes, over
 * epochs, and on paper.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { POINTER, blobPath } from '../../lib/published/paths.js';
import { canonicalBytes } from '../spec.js';
import { axeProblems } from './axe.js';
import { buildPage, keepShot, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { drawnIn } from './drawn.js';
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

/** @param {(epoch: number) => Uint8Array} [says] the server's answer of its reports */
async function shown(name, options, says) {
  current = await publicationOf(name);
  if (says !== undefined) {
    current.files.set('api/v1/solvency', says(current.epoch));
  }
  const page = await browser.newPage({ ...options, now: current.now });
  await page.open(`${site.origin}/`);
  await page.until(READY);
  return page;
}

/** The report of the case, as the server says it; its epoch is the third. */
const HERE = { alerts: 2, haircut: 9_812, ratio: 10_058, raw: 10_000, surplus: '125000', unpriced: [] };
const BEFORE = { alerts: 0, haircut: 9_700, ratio: 10_020, raw: 9_950, surplus: '-125', unpriced: [] };
const UNPRICED = { alerts: 1, unpriced: [{ asset: 'ETH' }] };

const series = (...reports) =>
  canonicalBytes({
    format: 'solvent/solvency-series/v1',
    points: reports.map(([epoch, figures]) => ({
      asOf: `2026-05-${25 + epoch}T20:27:40Z`,
      epoch,
      quote: { asset: 'USD', decimals: 2 },
      reach: [],
      ...figures,
    })),
  });
const SAYS = (epoch) => series([epoch - 2, BEFORE], [epoch - 1, UNPRICED], [epoch, HERE]);

const TOLD = `${SECTION}?.querySelector('.told')`;
const toldIn = async (page) => {
  await page.until(`${TOLD}?.children.length > 0`);
  return page.evaluate(`${TOLD}.innerText`);
};
const drawnFor = async (page) => {
  const [, , drawn] = await drawnIn(page); // below the two of the history
  return drawn;
};
const pathsOf = (page) =>
  page.evaluate(`[...${TOLD}.querySelectorAll('.chart path')].map((path) => path.getAttribute('d'))`);

for (const [name, options] of [
  ['desktop-en-light', { size: [1280, 900], language: 'en' }],
  ['phone-zh-dark', { size: [360, 740], phone: true, dark: true, language: 'zh' }],
]) {
  test(`a report is shown with what it hides: ${name}`, inBrowser, async () => {
    const page = await shown('honest-with-a-solvency-report', options, SAYS);
    await toldIn(page);
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

test('the reports before are a chart and a table, as the word of the server', inBrowser, async () => {
  const says = (epoch) => series([epoch - 2, BEFORE], [epoch - 1, HERE], [epoch, HERE]);
  const page = await shown('honest-with-a-solvency-report', { language: 'en' }, says);
  const text = await toldIn(page);
  assert.ok(text.includes(textsIn('en').past.whose), text);
  assert.ok(text.includes('In 2 of 3 reports thresholds of the exchange’s own are crossed: 2 at most at a time.'), text);
  assert.ok(!text.includes('gap'), text);
  const { lines, step } = await drawnFor(page);
  const wanted = {
    'line together': [100.2, 100.58, 100.58],
    'line apart': [99.5, 100, 100],
    'line haircut': [97, 98.12, 98.12],
  };
  assert.deepEqual(Object.keys(lines), Object.keys(wanted));
  for (const [name, figures] of Object.entries(wanted)) {
    lines[name].forEach(({ x, value }, i) => {
      assert.ok(Math.abs(value - figures[i]) < step && x === i / 2, `${name}: ${value} at ${x}`);
    });
  }
  const flags = await page.evaluate(
    `[...${TOLD}.querySelectorAll('.chart .flag')].map((flag) => flag.getAttribute('x1'))`,
  );
  assert.deepEqual(flags, ['50%', '100%']);
  const rows = await page.evaluate(`[...${TOLD}.querySelectorAll('tbody tr')]
    .map((row) => [...row.children].map((cell) => cell.textContent).filter((_, i) => i !== 1))`);
  assert.deepEqual(rows, [
    ['3', '100.58%', '100.00%', '98.12%', '2'],
    ['2', '100.58%', '100.00%', '98.12%', '2'],
    ['1', '100.20%', '99.50%', '97.00%', '0'],
  ]);
  await page.close();
});

test('an epoch without a price is a gap, and so is one that is left out', inBrowser, async () => {
  const page = await shown('honest-with-a-solvency-report', { language: 'en' }, SAYS);
  let text = await toldIn(page);
  assert.ok(text.includes('1 epoch has no figure of the whole'), text);
  for (const path of await pathsOf(page)) {
    assert.match(path, /^M0 [\d.]+M1000 [\d.]+$/);
  }
  assert.equal(await page.evaluate(`${TOLD}.querySelectorAll('.chart circle').length`), 6);
  await page.evaluate(`document.querySelector('#solvency-table').open = true`);
  assert.match(await page.evaluate(`${TOLD}.innerText`), /no figure\s+no figure\s+no figure\s+1/);
  await page.close();

  const left = (epoch) => series([epoch - 2, BEFORE], [epoch, HERE]);
  const other = await shown('honest-with-a-solvency-report', { language: 'en' }, left);
  text = await toldIn(other);
  assert.ok(text.includes('1 epoch has no figure of the whole'), text);
  for (const path of await pathsOf(other)) {
    assert.match(path, /^M0 [\d.]+M1000 [\d.]+$/);
  }
  await other.close();
});

test('where no epoch has a price nothing is drawn, and it is said', inBrowser, async () => {
  const says = (epoch) => series([epoch, UNPRICED]);
  const page = await shown('honest-without-a-price', { language: 'en' }, says);
  const text = await toldIn(page);
  assert.ok(text.includes('1 epoch has no figure of the whole'), text);
  assert.equal(await page.evaluate(`${TOLD}.querySelector('.chart') === null`), true);
  await page.close();
});

test('a server that does not say, or is not there, leaves nothing and no error', inBrowser, async () => {
  const page = await shown('honest-with-a-solvency-report', { language: 'en' });
  await page.until(`performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/v1/solvency'))`);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  assert.equal(await page.evaluate(`${TOLD}.children.length`), 0);
  assert.deepEqual(page.complaints.filter((each) => !each.includes('404')), []);
  await page.close();
});

for (const [name, says, text] of [
  ['what cannot be read', (epoch) => series([epoch, HERE], [epoch - 1, BEFORE]), 'past.unreadable'],
  ['another figure than was computed here', (epoch) => series([epoch, { ...HERE, raw: 10_001 }]), 'past.differs'],
]) {
  test(`of ${name} nothing is drawn, and it is said`, inBrowser, async () => {
    const page = await shown('honest-with-a-solvency-report', { language: 'en' }, says);
    const told = await toldIn(page);
    assert.ok(told.includes(textsIn('en').solvency[text]), told);
    assert.equal(await page.evaluate(`${TOLD}.querySelector('.chart, table') === null`), true);
    assert.ok((await page.evaluate(`${SECTION}.innerText`)).includes('98.12%'), 'what was computed stands');
    await page.close();
  });
}

/** What is seen of each element that a selector finds. */
const seen = (page, selector) =>
  page.evaluate(`[...document.querySelectorAll('${selector}')].map((each) => each.checkVisibility())`);
const A4_WITHIN_MARGINS = [703, 1017];

for (const dark of [false, true]) {
  test(`on paper it is a report, from a screen that is ${dark ? 'dark' : 'light'}`, inBrowser, async () => {
    const options = { size: A4_WITHIN_MARGINS, dark };
    const page = await shown('honest-with-a-solvency-report', options, SAYS);
    await toldIn(page);
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await page.ask('Emulation.setEmulatedMedia', { media: 'print', features });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    const all = (selector, wanted) => async () => {
      const found = await seen(page, selector);
      assert.ok(found.length > 0, selector);
      assert.deepEqual([...new Set(found)], [wanted], selector);
    };
    const hidden = ['button', 'textarea', 'main .check', '#past-table', '#solvency-table', '.skip'];
    const there = ['.verdict', '.steps li', '#digests code', '.fingerprint', '.told .chart', '.told .levels li'];
    for (const look of [...hidden.map((each) => all(each, false)), ...there.map((each) => all(each, true))]) {
      await look();
    }
    const digests = await page.evaluate(
      `[...document.querySelectorAll('#digests code')].map((code) => code.textContent)`,
    );
    const { attestation } = JSON.parse(Buffer.from(current.files.get(POINTER)));
    assert.equal(digests[0], attestation.sha256);
    assert.equal(digests.length, 8, 'the attestation, three files, what the third names, the log');
    digests.slice(1, -1).forEach((digest) => assert.ok(current.files.has(blobPath(digest)), digest));
    const style = (selector, name) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${name}`);
    assert.equal(await style('body', 'backgroundColor'), 'rgb(255, 255, 255)');
    assert.equal(await style('.swatch', 'printColorAdjust'), 'exact');
    assert.equal(await style('.line.owed', 'stroke'), 'rgb(26, 29, 31)', 'a dark line on white');
    assert.equal(await style('.coverage tbody tr', 'display'), 'table-row', 'not as on a phone');
    for (const whole of ['figure', '.shares', 'tr']) {
      assert.equal(await style(whole, 'breakInside'), 'avoid', whole);
    }
    const widest = await page.evaluate(
      `Math.max(...[...document.querySelectorAll('main svg, main table')].map((each) => each.getBoundingClientRect().right))`,
    );
    assert.ok(widest <= A4_WITHIN_MARGINS[0], `${widest} pixels`);
    keepShot(`solvency-on-paper-${dark ? 'dark' : 'light'}`, await page.screenshot());
    await page.close();
  });
}

test('the digests are unfolded to be printed, and a table that was opened is', inBrowser, async () => {
  const page = await shown('honest-with-a-solvency-report', { language: 'en' }, SAYS);
  await toldIn(page);
  await page.evaluate(`document.querySelector('#solvency-table').open = true`);
  await page.evaluate(`addEventListener('beforeprint', () => {
    globalThis.printed = ['digests', 'solvency-table', 'past-table'].map((id) => document.getElementById(id).open);
  })`);
  await page.ask('Page.printToPDF');
  assert.deepEqual(await page.evaluate('printed'), [true, true, false]);
  assert.equal(await page.evaluate(`document.querySelector('#digests').open`), false, 'folded again');
  await page.close();
});
