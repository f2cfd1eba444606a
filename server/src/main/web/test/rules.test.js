/** What the modules of lib may not do, so that what they say rests on their arguments alone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const LIB = fileURLToPath(new URL('../lib/', import.meta.url));
const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const MOST_LINES = 260;

const modulesOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }));
const modules = modulesOf(LIB);

/** Without its comments, which may speak of anything. */
const codeOf = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*/g, '');

const FORBIDDEN = {
  'a clock': /\bDate\.now\b|new Date\(\)|\bperformance\b|\bsetTimeout\b|\bsetInterval\b/,
  'a random number': /\bMath\.random\b|\bgetRandomValues\b/,
  'a socket': /\bfetch\b|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b/,
  'a store': /\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|\bcookie\b/,
  'a page': /[^-\w]document\.|\bwindow\b|\binnerHTML\b|\bnavigator\b|\blocation\./,
  'code out of text': /\beval\b|\bnew Function\b|\bimport\(|\bFunction\(/,
  'a log': /\bconsole\b/,
  'an amount as a float': /\bparseFloat\b|\bNumber\(.*(?:balance|units|total|sum)/,
};

test('no module asks for what is not handed to it', (t) => {
  for (const { name, text } of modules) {
    for (const [what, form] of Object.entries(FORBIDDEN)) {
      assert.doesNotMatch(codeOf(text), form, `${name} uses ${what}`);
    }
  }
  assert.ok(modules.length > 80);
  t.diagnostic(`${modules.length} modules`);
});

test('modules import one another and the two pinned libraries, by names written out', () => {
  for (const { name, text } of modules) {
    const sources = [...codeOf(text).matchAll(/\bfrom '([^']*)'/g)].map(([, source]) => source);
    for (const source of sources) {
      assert.match(source, /^(?:\.\.?\/[a-z0-9/.-]+\.js|@noble\/(?:curves|hashes)\/[a-z0-9]+\.js)$/, name);
    }
  }
});

/** A test does, to skip a check. */
test('no module collects findings in a way of its own', () => {
  for (const { name, text } of [...modules, ...modulesOf(PAGE)]) {
    assert.doesNotMatch(codeOf(text), /\bextends Findings\b/, name);
  }
});

test('each module is one idea, and can be read at one sitting', () => {
  for (const { name, text } of modules) {
    assert.ok(text.startsWith('/**'), `${name} says what it is`);
    assert.ok(text.split('\n').length <= MOST_LINES, `${name} is too long`);
  }
});
