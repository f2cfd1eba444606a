/** A customer's way from the link to the result, as a browser shows it and the network sees it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeProblems } from './axe.js';
import { buildPage, keepShot, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { ALICE, FRAGMENT, publicationOf, reading, secretsOf } from './publication.js';
import { serve } from './server.js';
import { textsIn } from './texts-in.js';

const VIEWS = [
  ['desktop', { size: [1280, 900] }],
  ['phone', { size: [390, 844], phone: true }],
];
const SCHEMES = [
  ['light', { dark: false }],
  ['dark', { dark: true }],
];

/** What a reader looks for and does not find: a root after the newest, an epoch before the first. */
const LOOKED_FOR = ['/trust/2.root.json', '/attestations/2.bundle.json'];

/** The newest attestation was verified, and the charts of the past are drawn. */
const OVERVIEW = `document.querySelector('#newest') && document.querySelector('main svg')`;

let browser;
let site;
let honest;
if (!inBrowser.skip) {
  before(async () => {
    honest = await publicationOf('honest');
    site = await serve(reading(served(buildPage().files), honest.files), honest.post);
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
}

for (const language of ['en', 'zh']) {
  for (const [view, sized] of VIEWS) {
    for (const [scheme, coloured] of SCHEMES) {
      const name = `${view}-${language}-${scheme}`;
      test(`a link comes to its result: ${name}`, inBrowser, async () => {
        const page = await browser.newPage({ ...sized, ...coloured, language, now: honest.now });
        const texts = textsIn(language);
        site.asked.length = 0;
        await page.open(`${site.origin}/verify#${FRAGMENT}`);
        await page.until(`document.querySelector('#answer .verdict')`);
        const shown = await page.evaluate(`document.querySelector('#check').innerText`);
        assert.ok(shown.includes(texts.verdict.VERIFIED), shown);
        assert.ok(shown.includes(ALICE), shown);
        await page.until(OVERVIEW);
        await requireQuiet(page);
        await requireSecret(page);
        keepShot(`verify-${name}`, await page.screenshot());
        await requireReadable(page, language, sized.size);
        await page.close();
      });
    }
  }
}

for (const [name, options] of [
  ['desktop-en-light', { size: [1280, 900], language: 'en' }],
  ['phone-zh-dark', { size: [360, 740], phone: true, dark: true, language: 'zh' }],
]) {
  test(`the overview, to who has no link: ${name}`, inBrowser, async () => {
    const page = await browser.newPage({ ...options, now: honest.now });
    await page.open(`${site.origin}/`);
    await page.until(OVERVIEW);
    assert.ok((await page.text()).includes(textsIn(options.language).verdict.VERIFIED));
    await requireQuiet(page);
    await requireReadable(page, options.language, options.size);
    keepShot(`overview-${name}`, await page.screenshot());
    await page.close();
  });
}

/** In the reader's language, with nothing to be scrolled sideways, and by whatever means they read. */
async function requireReadable(page, language, [width]) {
  assert.match(await page.evaluate('document.documentElement.lang'), new RegExp(`^${language}`));
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(wide <= width, `${wide} pixels, want ${width}`);
  assert.deepEqual(await axeProblems(page), []);
}

/** No complaint of the browser, nothing that its policy stopped, and no word to anybody else. */
async function requireQuiet(page) {
  const loud = page.complaints.filter((each) => !LOOKED_FOR.some((path) => each.endsWith(path)));
  assert.deepEqual(loud, []);
  assert.deepEqual(await page.evaluate('violations'), []);
  const strangers = page.requests.map(({ url }) => url).filter((url) => !url.startsWith(`${site.origin}/`));
  assert.deepEqual(strangers, []);
}

/** What opens Alice's balances is in one request's body, and in nothing that stays or travels. */
async function requireSecret(page) {
  const places = await page.evaluate(`JSON.stringify({
    address: location.href,
    title: document.title,
    referrer: document.referrer,
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    timings: performance.getEntries().map(({ name }) => name),
    fetched,
  })`);
  const { fetched } = JSON.parse(places);
  assert.ok(fetched.length > 0);
  assert.deepEqual(fetched.filter(({ from }) => from !== `${site.origin}/verify`), []);
  // The timings of a document keep the address that it was opened with, which its own scripts alone can read.
  const kept = places.replaceAll(`${site.origin}/verify#${FRAGMENT}`, '');
  const told = JSON.stringify([...site.asked, ...page.requests]);
  for (const secret of [...secretsOf(honest.epoch), ALICE]) {
    assert.ok(!kept.includes(secret), `the browser keeps ${secret}`);
    assert.ok(!told.includes(secret), `the server is told ${secret}`);
  }
  const names = site.asked.flatMap(({ headers }) => Object.keys(headers));
  assert.ok(!names.includes('cookie') && !names.includes('referer'), String(names));
}
