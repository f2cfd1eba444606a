/**
 * A page that stays open while the exchange goes on: the operator's own server tells it, whatever
 * becomes of that server meanwhile, and its charts are of the figures that the server's history has.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keepShot } from './built.js';
import { startChromium } from './chromium.js';
import { drawnIn } from './drawn.js';
import { startExchange, withExchange } from './exchange.js';
import { textsIn } from './texts-in.js';

/** Two of the asset, one of the solvency reports. */
const CHARTS = `document.querySelectorAll('.plot .chart').length === 3`;
const EVENTS = '/stream/v1/events';
const texts = textsIn('en');

let exchange;
let browser;
if (!withExchange.skip) {
  before(async () => {
    exchange = await startExchange();
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await exchange?.close();
  });
}

const shows = (epoch) =>
  `document.querySelector('.newest')?.innerText.includes('epoch ${epoch}, as of')`;

const textOf = (page, selector) => page.evaluate(`document.querySelector('${selector}').innerText`);

const streams = ({ requests }) => requests.filter(({ url }) => url.endsWith(EVENTS));

/** The figures that are signed by nobody, as any program may ask for them. */
async function history(origin, of) {
  const response = await fetch(`${origin}/api/v1/${of}`);
  const { points } = await response.json();
  return points;
}

/** What was opened once, and was not loaded again since. */
const opened = async (page) => page.evaluate('globalThis.openedOnce = true');
const requireSameDocument = async (page) =>
  assert.equal(await page.evaluate('globalThis.openedOnce'), true, 'the page was loaded again');

test('an epoch that is published shows in the open page, and the answer stays', withExchange, async () => {
  const page = await browser.newPage();
  await page.open(exchange.link);
  await page.until(`document.querySelector('#answer .verdict') && ${shows(2)} && ${CHARTS}`);
  await opened(page);
  const answer = await textOf(page, '#answer');
  assert.ok((await textOf(page, '.coverage')).includes('103.00%'));
  await page.evaluate(`document.querySelector('#newest-checks').open = true`);
  exchange.owe('late@mail.example', 500_000);
  await exchange.publish();
  await page.until(shows(3), 30_000);
  await page.until(CHARTS);
  assert.ok((await textOf(page, '.newest')).startsWith(texts.verdict.VERIFIED));
  assert.match(await textOf(page, '.coverage'), /BTC\s+20,552,484\.5532636\s+100\.49%/);
  assert.equal(await textOf(page, '#answer'), answer);
  assert.ok(await page.evaluate(`document.querySelector('#newest-checks').open`), 'what was open is');
  await requireSameDocument(page);
  assert.equal(streams(page).length, 1, 'one stream, and no asking again and again');
  await page.close();
});

test('the charts are of the figures that the history has', withExchange, async () => {
  const { origin } = new URL(exchange.link);
  const page = await browser.newPage();
  await page.open(`${origin}/`);
  await page.until(CHARTS);
  for (const asset of ['BTC', 'DOGE', 'ETH', 'SOL', 'USDT']) {
    const points = await history(origin, `series/${asset}`);
    assert.deepEqual(points.map(({ epoch }) => epoch), [1, 2, 3]);
    await page.evaluate(`{
      const choice = document.querySelector('#past-of');
      choice.value = '${asset}';
      choice.dispatchEvent(new Event('change'));
    }`);
    await page.until(`document.querySelector('[aria-labelledby=past] .axis + .levels') &&
      document.querySelector('#past-table caption').textContent.startsWith('${asset} ')`);
    const [coverage, amounts] = await drawnIn(page);
    const coins = (name) => (point) => Number(point[name]) / 10 ** point.decimals;
    requireDrawn(coverage, 'line ratio', points, ({ basisPoints }) => basisPoints / 100);
    requireDrawn(amounts, 'line owed', points, coins('liabilities'));
    requireDrawn(amounts, 'area counted', points, coins('counted'));
    requireDrawn(amounts, 'area claimed', points, (point) =>
      ['counted', 'conditional', 'attested', 'claimed'].reduce((sum, name) => sum + coins(name)(point), 0),
    );
    assert.deepEqual(await rowsOf(page), points.map(rowOf).reverse());
  }
  await requireReports(page, await history(origin, 'solvency'));
  keepShot('history', await page.screenshot());
  await page.close();
});

/** The third chart and its table are of what the server says of the reports. */
async function requireReports(page, points) {
  assert.deepEqual(points.map(({ epoch }) => epoch), [1, 2, 3]);
  const [, , drawn] = await drawnIn(page);
  requireDrawn(drawn, 'line together', points, ({ ratio }) => ratio / 100);
  requireDrawn(drawn, 'line apart', points, ({ raw }) => raw / 100);
  requireDrawn(drawn, 'line haircut', points, ({ haircut }) => haircut / 100);
  const flags = await page.evaluate(`document.querySelectorAll('.told .flag:not(.swatch)').length`);
  assert.equal(flags, points.filter(({ alerts }) => alerts > 0).length);
  const rows = points.map(({ epoch, ratio, raw, haircut, alerts }) => [
    String(epoch),
    ...[ratio, raw, haircut].map((share) => `${(share / 100).toFixed(2)}%`),
    String(alerts),
  ]);
  assert.deepEqual(await rowsOf(page, '#solvency-table'), rows.reverse());
}

/** Each point where its time and its figure put it, to the thousandth that is drawn. */
function requireDrawn({ lines, step }, name, points, figure) {
  const drawn = lines[name];
  const times = points.map(({ asOf }) => Date.parse(asOf));
  const along = (time) => (time - times[0]) / (times.at(-1) - times[0]);
  assert.equal(drawn.length, points.length, name);
  drawn.forEach(({ x, value }, i) => {
    assert.ok(Math.abs(x - along(times[i])) < 0.001, `${name}: point ${i} at ${x}`);
    assert.ok(Math.abs(value - figure(points[i])) < step, `${name}: ${value}, want ${figure(points[i])}`);
  });
}

/** The table has them exactly: epoch, coverage, and every sum in the smallest unit. */
const rowOf = (point) => [
  String(point.epoch),
  `${(point.basisPoints / 100).toFixed(2)}%`,
  ...['liabilities', 'counted', 'conditional', 'attested', 'claimed'].map((name) =>
    exactly(point[name], point.decimals),
  ),
];

const exactly = (units, decimals) => {
  const digits = units.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
};

/** Without the times: those of one day are told apart. */
async function rowsOf(page, table = '#past-table') {
  const rows = await page.evaluate(`[...document.querySelectorAll('${table} tbody tr')]
    .map((row) => [...row.children].map((cell) => cell.textContent))`);
  assert.equal(new Set(rows.map(([, asOf]) => asOf)).size, rows.length);
  return rows.map(([epoch, , ...figures]) => [epoch, ...figures.map((each) => each.replaceAll(',', ''))]);
}

test('a stream that is cut is asked for again, and what came meanwhile shows', withExchange, async () => {
  const first = await exchange.serve();
  const page = await browser.newPage();
  await page.open(`${first.origin}/`);
  await page.until(`${shows(3)} && ${CHARTS}`);
  await opened(page);
  await first.end();
  await exchange.publish();
  assert.ok((await textOf(page, '.newest')).startsWith(texts.verdict.VERIFIED), 'what was verified stands');
  assert.ok(await page.evaluate(shows(3)));
  const again = await exchange.serve(new URL(first.origin).port);
  try {
    assert.equal(again.origin, first.origin);
    await page.until(shows(4), 60_000);
    await requireSameDocument(page);
    assert.ok(streams(page).length > 1, 'the browser asked for the stream again');
    await page.close();
  } finally {
    await again.end();
  }
});
