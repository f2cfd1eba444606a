/** Every case of fixtures/vectors/bundles comes in Chromium to what its file says. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { caseNames, readCase } from '../bundle-case.js';
import { repoBytes, repoNames } from '../files.js';
import { inBrowser, startChromium } from './chromium.js';
import { serve } from './server.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = ['fixtures', 'vectors', 'bundles'];

/** Where the tests read files from a disk, the page has those that were sent. */
const filesInPage = {
  name: 'files-in-page',
  setup: (given) =>
    given.onResolve({ filter: /\/files\.js$/ }, () => ({ path: join(HERE, 'files-in-page.js') })),
};

async function script() {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'vectors-in-page.js')],
    bundle: true,
    format: 'iife',
    target: ['es2022'],
    charset: 'utf8',
    plugins: [filesInPage],
    write: false,
  });
  return outputFiles[0].contents;
}

function vectors() {
  const all = [FOLDER, [...FOLDER, 'files']].flatMap((folder) =>
    repoNames('.json', ...folder).map((name) => [...folder, name]),
  );
  const content = all.map((path) => [path.join('/'), Buffer.from(repoBytes(...path)).toString('base64')]);
  return Buffer.from(JSON.stringify(Object.fromEntries(content)));
}

test('every bundle comes to the same in Chromium', inBrowser, async (t) => {
  const files = new Map([
    ['', '<!doctype html><title>vectors</title><script src="/run.js"></script>'],
    ['run.js', await script()],
    ['vectors.json', vectors()],
  ]);
  const site = await serve((path) => files.get(path));
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await page.open(site.origin);
    const found = await page.evaluate('outcomes()');
    const want = caseNames().map((name) => {
      const { verdict, results } = readCase(name);
      return { name, verdict, results };
    });
    assert.deepEqual(found, want);
    assert.deepEqual(await page.evaluate('violations'), []);
    t.diagnostic(`${found.length} bundles in Chromium`);
  } finally {
    await browser.close();
    await site.close();
  }
});
