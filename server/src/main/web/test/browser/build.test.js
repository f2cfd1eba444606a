/** What the build makes: the same bytes each time, small enough, and under the policies it says. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildPage } from './built.js';
import { PAGE_HEADERS } from './server.js';

const KILOBYTE = 1000;
const MOST = 150 * KILOBYTE;

const { files } = buildPage();
const text = (name) => files.get(name).toString('utf8');
const sha256 = (content, encoding) => createHash('sha256').update(content).digest(encoding);

test('two builds are the same byte for byte', () => {
  const again = buildPage().files;
  assert.deepEqual([...again.keys()], [...files.keys()]);
  for (const [name, bytes] of files) {
    assert.ok(bytes.equals(again.get(name)), name);
  }
});

test('all that a browser loads is under 150 kB, compressed', (t) => {
  const size = (names) =>
    names.map((name) => gzipSync(files.get(name), { level: 6 }).length).reduce((a, b) => a + b);
  const assets = [...files.keys()].filter((name) => name.startsWith('assets/'));
  const page = size(['index.html', ...assets]);
  const offline = size(['solvent-verifier.html']);
  assert.ok(page < MOST, `the page has ${page} bytes`);
  assert.ok(offline < MOST, `the offline file has ${offline} bytes`);
  t.diagnostic(`compressed: page ${page} bytes, offline file ${offline}`);
});

test('the list of files names each of them', () => {
  const listed = text('files.txt').trimEnd().split('\n');
  assert.deepEqual(listed, [...files.keys()].filter((name) => name !== 'files.txt'));
});

test('no document has a script or a style of its own, but the offline file its two', () => {
  const page = text('index.html');
  assert.doesNotMatch(page, /<style|<script(?! type="module" src=)|\son\w+=|\sstyle=/);
  const offline = text('solvent-verifier.html');
  assert.equal(offline.split('<script').length, 2);
  assert.equal(offline.split('<style').length, 2);
  assert.doesNotMatch(offline, /<(script|link|img|iframe)[^>]*\s(src|href)=/);
});

test('the document states the policy of the headers, but whom it may be framed by', () => {
  const header = PAGE_HEADERS['Content-Security-Policy'];
  const [, inside] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text('index.html'));
  assert.deepEqual(header.split('; ').filter((part) => !inside.split('; ').includes(part)), [
    "frame-ancestors 'none'",
  ]);
  assert.doesNotMatch(header, /unsafe|eval|\*|data:|http/);
});

test("the offline file's policy names its script and its style, and lets nothing be asked", () => {
  const offline = text('solvent-verifier.html');
  const [, policy] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(offline);
  const inside = (tag) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(offline)[1];
  assert.equal(
    policy,
    [
      "default-src 'none'",
      `script-src 'sha256-${sha256(inside('script'), 'base64')}'`,
      `style-src 'sha256-${sha256(inside('style'), 'base64')}'`,
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
  );
});

test("the offline file's digest stands beside it", () => {
  const digest = sha256(files.get('solvent-verifier.html'), 'hex');
  assert.equal(text('solvent-verifier.html.sha256'), `${digest}  solvent-verifier.html\n`);
});
