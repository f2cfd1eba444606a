/**
 * Measures what a customer waits for: `node page.js FOLDER TURNS`, which `./solvent fixtures bench page`
 * runs. FOLDER has a folder for each attestation; each turn opens its customer's link in a browser of
 * its own, and another opens the overview.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPage, served } from '../test/browser/built.js';
import { inBrowser, startChromium } from '../test/browser/chromium.js';
import { FRAGMENT, publicationFrom, reading } from '../test/browser/publication.js';
import { serve } from '../test/browser/server.js';

const [folder, turns] = [process.argv[2], Number(process.argv[3])];

/** Runs before the page does: when its verdict stands in it, and when the frame after that began. */
const WATCH = (selector) => `new MutationObserver((_, observer) => {
  const found = document.querySelector('${selector}');
  if (found !== null) {
    observer.disconnect();
    globalThis.stood = { at: performance.now(), verdict: found.textContent };
    requestAnimationFrame(() => setTimeout(() => (globalThis.seen = performance.now())));
  }
}).observe(document, { childList: true, subtree: true })`;

/** In milliseconds from the navigation: what was loaded when, and when the verdict was seen. */
const READ = `(() => {
  const ends = (...words) => Math.max(0, ...performance.getEntriesByType('resource')
    .filter(({ name }) => words.some((word) => name.includes(word)))
    .map(({ responseEnd }) => responseEnd));
  return {
    script: ends('assets/page.js'),
    bundle: ends('bundle.json'),
    proofs: ends('/proofs'),
    stood: stood.at,
    seen,
    verdict: stood.verdict,
  };
})()`;

async function turn(url, selector, now) {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ now });
    await page.ask('Performance.enable', { timeDomain: 'threadTicks' });
    await page.ask('Page.addScriptToEvaluateOnNewDocument', { source: WATCH(selector) });
    await page.open(url);
    await page.until('globalThis.seen !== undefined', 60_000);
    return { ...(await page.evaluate(READ)), thread: await threadTime(page) };
  } finally {
    await browser.close();
  }
}

/** What the thread of the page's own code took of a processor, whatever else the machine does. */
async function threadTime(page) {
  const { metrics } = await page.ask('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

async function measure(attestation) {
  const file = (name) => readFileSync(join(folder, attestation, name));
  const published = await publicationFrom({
    bytes: new Uint8Array(file('bundle.json')),
    rootBytes: new Uint8Array(file('root.json')),
    policy: new Uint8Array(file('policy.json')),
    proof: JSON.parse(file('proof.json')),
  });
  const site = await serve(reading(page, published.files), published.post);
  const now = String(file('now'));
  const kilobytes = Math.round(file('bundle.json').length / 1000);
  console.log(`${file('name')}; a bundle of ${kilobytes.toLocaleString('en')} kB`);
  try {
    for (const [what, path, selector] of [
      ['link', `/verify#${FRAGMENT}`, '#answer .verdict'],
      ['overview', '/', '#newest'],
    ]) {
      const found = [];
      for (let i = 0; i < turns; i++) {
        found.push(await turn(site.origin + path, selector, now));
      }
      console.log(`  ${what}: ${found[0].verdict}`);
      for (const [moment, words] of Object.entries(MOMENTS)) {
        console.log(`    ${words.padEnd(27)} ${spread(found.map((each) => each[moment]))}`);
      }
    }
  } finally {
    await site.close();
  }
}

const MOMENTS = {
  script: 'the script is there',
  bundle: 'the last bundle is there',
  proofs: 'the proofs are there',
  stood: 'the verdict is in the page',
  seen: 'and was drawn',
  thread: "the page's thread computed",
};

function spread(values) {
  const sorted = values.map(Math.round).sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  return `${median} ms (${sorted[0]} to ${sorted.at(-1)})`;
}

if (inBrowser.skip) {
  console.error(`error: ${inBrowser.skip}`);
  process.exit(2);
}
const { files } = buildPage();
const page = served(files);
const size = (...names) =>
  names.map((name) => gzipSync(files.get(name), { level: 6 }).length).reduce((sum, each) => sum + each);
console.log(`compressed: the page ${size('index.html', 'assets/page.js', 'assets/page.css', 'assets/icon.svg')} bytes,`);
console.log(`            the offline file ${size('solvent-verifier.html')} bytes`);
console.log(`medians of ${turns}, in brackets the least and the most`);
for (const attestation of readdirSync(folder).sort()) {
  await measure(attestation);
}
