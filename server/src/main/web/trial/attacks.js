/**
 * Looks at the page of an exchange that cheats, as a reader with a browser does: one Chromium for all
 * of them, in which each attack gets storage of its own. Whoever starts this writes a line of JSON an
 * attack, and reads one of what the page showed. The first line is written unasked.
 *
 *   out  {"ready":true}, or {"missing":"…"} where there is no browser
 *   in   {"address":"http://…","stored":{…},"files":["…"],"expected":[["BTC","0.42"]]}
 *   out  {"verdict":"FAILED","failing":["log.inclusion"],"unasked":[],"kept":{…}}
 *        {"problem":"malformed","shown":"…"} where the page comes to no verdict
 *
 * With an address that has a `#`, or with files, what is looked at is the customer's answer, and
 * otherwise the newest attestation. `unasked` are the expected balances that the page has no field for,
 * `kept` is what the browser's storage holds in the end.
 */
import { createInterface } from 'node:readline';
import { inBrowser, startChromium } from '../test/browser/chromium.js';

const WITHIN_MS = 60_000;

const NEWEST = `document.querySelector('.newest:not([aria-busy])')`;
const ANSWER = `document.querySelector('#answer > .problem, #answer > .wanting, #answer .answer')`;

async function look(browser, { address, stored, files, expected }) {
  const page = await browser.newPage({ stored });
  try {
    await page.open(address);
    if (files.length > 0) {
      await page.until(`document.querySelector('#check-files')`, WITHIN_MS);
      await page.choose('#check-files', files);
    }
    const ofCustomer = files.length > 0 || address.includes('#');
    const place = ofCustomer ? ANSWER : NEWEST;
    await page.until(place, WITHIN_MS);
    const unasked = ofCustomer ? await page.evaluate(compare(expected)) : [];
    const kept = await page.evaluate('({ ...localStorage })');
    return { ...(await page.evaluate(shown(place))), unasked, kept };
  } finally {
    await page.close();
  }
}

/** Enters what the reader expects, as they would; comes to the assets without a field. */
const compare = (expected) => `(() => {
  const more = [...document.querySelectorAll('#answer .more input')];
  const fields = ${JSON.stringify(expected)}.map(([asset, coins]) => {
    let field = document.querySelector('#answer [data-asset="' + CSS.escape(asset) + '"]');
    if (!field && more.length > 0) {
      const name = more.shift();
      name.value = asset;
      field = more.shift();
    }
    if (field) field.value = coins;
    return [asset, field];
  });
  document.querySelector('#answer form.balances')?.requestSubmit();
  return fields.filter(([, field]) => !field).map(([asset]) => asset);
})()`;

const shown = (place) => `(() => {
  const place = ${place};
  const { verdict, problem } = place.dataset;
  const failing = [...place.querySelectorAll('[data-result="fail"]')].map((each) => each.dataset.check);
  return verdict === undefined
    ? { problem: problem ?? 'none', shown: place.innerText }
    : { verdict, failing: [...new Set(failing)] };
})()`;

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

if (inBrowser.skip) {
  tell({ missing: inBrowser.skip });
} else {
  const browser = await startChromium();
  tell({ ready: true });
  try {
    for await (const line of createInterface({ input: process.stdin })) {
      const found = await look(browser, JSON.parse(line)).catch((error) => error);
      tell(found instanceof Error ? { problem: 'none', shown: found.message } : found);
    }
  } finally {
    await browser.close();
  }
}
