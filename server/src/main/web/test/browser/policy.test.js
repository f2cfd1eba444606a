/** The page's policy in force: what a stranger's code would try is stopped, and is seen by the tests. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildPage, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { publicationOf, reading } from './publication.js';
import { serve } from './server.js';

/** What is tried, and the directive that stops it. */
const ATTEMPTS = [
  ['eval', `eval('1')`, 'require-trusted-types-for'],
  ['markup', `document.body.innerHTML = '<p>'`, 'require-trusted-types-for'],
  ['a policy for types', `trustedTypes.createPolicy('mine', {})`, 'trusted-types'],
  ['a script inside', `added('script', { textContent: '1' })`, 'require-trusted-types-for'],
  ['a handler', `document.body.setAttribute('onclick', '1')`, 'require-trusted-types-for'],
  ['a style', `document.body.setAttribute('style', 'color: red')`, 'style-src-attr'],
  ['a sheet', `added('style', { textContent: 'p {}' })`, 'style-src-elem'],
  ['another site', `fetch('https://stranger.example/').catch(() => {})`, 'connect-src'],
  ['a picture', `added('img', { src: 'https://stranger.example/a.png' })`, 'img-src'],
  ['a frame', `added('iframe', { src: 'https://stranger.example/' })`, 'frame-src'],
  ['a base', `added('base', { href: 'https://stranger.example/' })`, 'base-uri'],
];

const TRY = `
  globalThis.added = (name, fields) => document.head.append(Object.assign(document.createElement(name), fields));
`;

let browser;
let site;
if (!inBrowser.skip) {
  before(async () => {
    const { files, post } = await publicationOf('honest');
    site = await serve(reading(served(buildPage().files), files), post);
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
}

test('the policy stops what a stranger would try', inBrowser, async () => {
  const page = await browser.newPage();
  await page.open(`${site.origin}/`);
  await page.evaluate(TRY);
  const found = [];
  for (const [name, attempt, directive] of ATTEMPTS) {
    await page.evaluate('violations.length = 0');
    const params = { expression: attempt, allowUnsafeEvalBlockedByCSP: false, awaitPromise: true };
    await page.ask('Runtime.evaluate', params);
    await page.until('violations.length > 0', 2_000).catch(() => {});
    const [first = 'nothing'] = await page.evaluate('violations');
    found.push([name, first.split(' ')[0], directive]);
  }
  assert.deepEqual(found.filter(([, stopped, wanted]) => stopped !== wanted), []);
  await page.close();
});

test('nobody puts the page into a frame', inBrowser, async () => {
  const other = await serve(() => `<!doctype html><iframe src="${site.origin}/verify"></iframe>`, undefined, {
    'Content-Type': 'text/html',
  });
  const page = await browser.newPage();
  site.asked.length = 0;
  await page.open(other.origin);
  assert.ok(page.complaints.some((each) => /frame-ancestors/.test(each)), page.complaints.join('\n'));
  assert.deepEqual(site.asked.map(({ url }) => url).filter((url) => url.startsWith('/assets')), []);
  await page.close();
  await other.close();
});
