/**
 * The page in one file, opened from a disk by a browser without a network: what is dropped into it
 * comes to what it comes to everywhere.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repoPath } from '../files.js';
import { readCase } from '../bundle-case.js';
import { axeProblems } from './axe.js';
import { buildPage, keepShot } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { textsIn } from './texts-in.js';

/** One of each verdict, and what the files say as a whole. */
const CASES = [
  'honest',
  'honest-inline-bundle',
  'overdue',
  'short-by-one-unit',
  'block-contradicted',
  'malformed-bundle-cut-off',
];

/** No name is found, no address is asked. */
const NO_NETWORK = ['--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=127.0.0.1:9'];

let browser;
let url;
if (!inBrowser.skip) {
  before(async () => {
    url = pathToFileURL(join(buildPage().folder, 'solvent-verifier.html')).href;
    browser = await startChromium(...NO_NETWORK);
  });
  after(() => browser?.close());
}

const file = (name) => repoPath('fixtures', 'vectors', 'bundles', 'files', name);

/** The files of a case that a customer holds. */
function filesOf({ bundle, trustRoot, policy, accountProof }) {
  return [trustRoot, policy, bundle, accountProof].filter((name) => name !== undefined).map(file);
}

for (const name of CASES) {
  test(`dropped into the offline file, ${name} comes to its verdict`, inBrowser, async () => {
    const { input, verdict } = readCase(name);
    const page = await browser.newPage({ now: input.now, offline: true });
    await page.open(url);
    await page.choose('input[type=file]', filesOf(input));
    await page.until(ENDED);
    const texts = textsIn('en');
    const shown = await page.evaluate(`document.querySelector('#check').innerText`);
    const want = verdict === 'MALFORMED' ? texts.check['error.malformed'] : texts.verdict[verdict];
    assert.ok(shown.includes(want), `${want}\n${shown}`);
    await requireAlone(page);
    await page.close();
  });
}

const ENDED = `document.querySelector('#check .verdict, #check .problem')`;

for (const [language, dark] of [['en', false], ['zh', true]]) {
  test(`the offline file for everyone: ${language}, ${dark ? 'dark' : 'light'}`, inBrowser, async () => {
    const { input } = readCase('honest');
    const page = await browser.newPage({ now: input.now, offline: true, language, dark, size: [390, 844], phone: true });
    await page.open(url);
    await page.until(`document.querySelector('#check')`);
    await requireAlone(page);
    keepShot(`offline-empty-${language}`, await page.screenshot());
    assert.deepEqual(await axeProblems(page), []);
    await page.choose('input[type=file]', filesOf(input));
    await page.until(ENDED);
    keepShot(`offline-${language}`, await page.screenshot());
    assert.deepEqual(await axeProblems(page), []);
    await page.close();
  });
}

test('in a browser without Ed25519 it says so, and nothing else', inBrowser, async () => {
  const page = await browser.newPage({ offline: true });
  const source = `SubtleCrypto.prototype.importKey = async () => {
    throw new DOMException('Unrecognized name.', 'NotSupportedError');
  };`;
  await page.ask('Page.addScriptToEvaluateOnNewDocument', { source });
  await page.open(url);
  await page.choose('input[type=file]', filesOf(readCase('honest').input));
  await page.until(ENDED);
  const shown = await page.evaluate(`document.querySelector('#answer').innerText`);
  const { ed25519, 'ed25519.what': what } = textsIn('en').unable;
  assert.equal(shown.trim().replace(/\n+/g, '\n'), `${ed25519}\n${what}`);
  await page.close();
});

test('its policy stops what would ask, or run what is not in it', inBrowser, async () => {
  const page = await browser.newPage();
  await page.open(url);
  for (const [attempt, directive] of [
    [`fetch('https://stranger.example/').catch(() => {})`, 'connect-src'],
    [`document.body.innerHTML = '<p>'`, 'require-trusted-types-for'],
    [`document.body.setAttribute('style', 'color: red')`, 'style-src-attr'],
  ]) {
    await page.evaluate('violations.length = 0');
    await page.ask('Runtime.evaluate', { expression: attempt, awaitPromise: true });
    await page.until('violations.length > 0', 2_000);
    assert.equal((await page.evaluate('violations'))[0].split(' ')[0], directive);
  }
  await page.close();
});

/** Nothing was asked for but the file itself, nothing was stopped, nothing went wrong. */
async function requireAlone(page) {
  assert.deepEqual(page.requests.map((each) => each.url), [url]);
  assert.deepEqual(await page.evaluate('violations'), []);
  assert.deepEqual(page.complaints, []);
}
