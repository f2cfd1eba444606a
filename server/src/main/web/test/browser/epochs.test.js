/** More epochs than are looked at in one go: the customer sees how far it is, and is asked to go on. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exposeFragment } from '../../lib/liabilities/link.js';
import { AT_ONCE } from '../../page/account.js';
import { textsOf } from '../../page/texts.js';
import { ALICE, madeExchange, noon } from '../made-exchange.js';
import { axeProblems } from './axe.js';
import { buildPage, keepShot, served } from './built.js';
import { inBrowser, startChromium } from './chromium.js';
import { reading } from './publication.js';
import { serve } from './server.js';

const LEFT = 2;
const EPOCHS = AT_ONCE + LEFT + 1;

/** Keeps every line that says how far it is, with the bar beside it. */
const WATCH = `
  globalThis.lines = [];
  new MutationObserver(() => {
    const line = document.querySelector('#answer .working p')?.textContent;
    if (line && line !== lines.at(-1)?.line) {
      const bar = document.querySelector('#answer .working progress');
      lines.push({ line, value: bar?.value, max: bar?.max });
    }
  }).observe(document, { childList: true, subtree: true });`;

let browser;
let site;
if (!inBrowser.skip) {
  before(async () => {
    const exchange = await madeExchange({ epochs: EPOCHS });
    site = await serve(reading(served(buildPage().files), exchange.kept), exchange.answers);
    browser = await startChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
}

for (const [language, options] of [
  ['en', {}],
  ['zh', { size: [390, 844], phone: true }],
]) {
  test(`a link with more epochs than at once: ${language}`, inBrowser, async () => {
    const { t } = textsOf(language);
    const page = await browser.newPage({ ...options, language, now: noon(EPOCHS) });
    await page.ask('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await page.open(`${site.origin}/verify#${exposeFragment(ALICE)}`);
    await page.until(`document.querySelector('.answer .before button')`);
    requireProgress(await page.evaluate('lines'), t, EPOCHS - 1, AT_ONCE);
    const said = () => page.evaluate(`document.querySelector('.answer .before').innerText`);
    assert.ok((await said()).includes(t('check.earlier.left', { n: LEFT })), await said());
    assert.ok(!(await said()).includes(t('check.earlier.first')), await said());
    keepShot(`epochs-${language}`, await page.screenshot());
    assert.deepEqual(await axeProblems(page), []);

    await page.evaluate('lines.length = 0');
    await page.evaluate(`document.querySelector('.answer .before button').click()`);
    await page.until(`document.querySelector('.answer .before') && !document.querySelector('.answer .before button')`);
    requireProgress(await page.evaluate('lines'), t, LEFT, LEFT);
    assert.ok((await said()).includes(t('check.earlier.first')), await said());
    assert.deepEqual(page.complaints.filter((each) => !each.includes('404')), []);
    await page.close();
  });
}

for (const language of ['en', 'zh']) {
  test(`an epoch that is not published, told in plain words: ${language}`, inBrowser, async () => {
    const { t } = textsOf(language);
    const exchange = await madeExchange({ epochs: 4, gone: [2] });
    const gone = await serve(reading(served(buildPage().files), exchange.kept), exchange.answers);
    const page = await browser.newPage({ language, now: noon(4) });
    const link = `${gone.origin}/verify#${exposeFragment(ALICE)}`;
    const said = async () => {
      await page.open('about:blank');
      await page.open(link);
      await page.until(`document.querySelector('.answer')`);
      return page.evaluate(`document.querySelector('.answer').innerText`);
    };
    const missing = t('check.unread.missing', { epoch: 2 });
    const first = await said();
    assert.ok(first.includes(missing) && first.includes(t('check.end.ask')), first);
    assert.doesNotMatch(first, /as of \?|截至 \?|undefined/);
    assert.ok(first.includes(t('verdict.SHORT')), first);

    // Once this browser knows an epoch before, it is a failure, with its reason and no number of its own.
    await page.evaluate(`localStorage.setItem(
      Object.keys(localStorage).find((name) => name.startsWith('solvent.accepted.')), '1')`);
    const later = await said();
    assert.ok(later.includes(missing) && later.includes(t('verdict.FAILED')), later);
    assert.ok(later.includes(t('check.why', { epoch: 2 })), later);
    assert.ok(later.includes(t('check.save.evidence', { epoch: 2 })), later);
    assert.doesNotMatch(later, /as of \?|截至 \?|undefined/);
    await page.close();
    await gone.close();
  });
}

/** A line and a bar for each, from the newest of them on. */
function requireProgress(lines, t, newest, of) {
  const wanted = [...Array(of).keys()].map((done) => ({
    line: t('check.workingOn', { epoch: newest - done, done: done + 1, of }),
    value: done,
    max: of,
  }));
  assert.deepEqual(lines.filter(({ line }) => line !== t('check.working')), wanted);
}
