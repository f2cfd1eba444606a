/** What the reader is told: the same in every language, and nothing asked for that is not there. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CHECKS, VERDICTS } from '../lib/report/checks.js';
import { chooseLanguage, chooseLocale, languages, textsOf } from '../page/texts.js';
import { LEVELS } from '../page/views/chart.js';

const WEB = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, WEB), 'utf8');
const files = new Map(languages.map(({ code }) => [code, JSON.parse(read(`texts/${code}.json`))]));

/** Every text by its key; those with plural forms as objects. */
function textsIn(file) {
  return new Map(
    Object.entries(file).flatMap(([section, texts]) =>
      typeof texts === 'string'
        ? [[section, texts]]
        : Object.entries(texts).map(([name, text]) => [`${section}.${name}`, text]),
    ),
  );
}

const all = new Map([...files].map(([code, file]) => [code, textsIn(file)]));
const formsOf = (text) => (typeof text === 'string' ? [text] : Object.values(text));
const holes = (text) => new Set(formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []));

test('every language has a file, and every file is a language', () => {
  const there = readdirSync(new URL('texts/', WEB)).map((name) => name.replace('.json', ''));
  assert.deepEqual(there.sort(), [...files.keys()].sort());
  for (const { code, name } of languages) {
    assert.equal(new Intl.Locale(code).language, code);
    assert.ok(name.length > 0);
  }
});

test('all languages have the same keys, in the same order, with the same values in them', (t) => {
  const [[, first], ...others] = all;
  for (const [code, texts] of others) {
    assert.deepEqual([...texts.keys()], [...first.keys()], code);
    for (const [key, text] of texts) {
      assert.deepEqual(holes(text), holes(first.get(key)), `${key} in ${code}`);
      assert.equal(typeof text, typeof first.get(key), `${key} in ${code}`);
    }
  }
  t.diagnostic(`${first.size} texts in ${all.size} languages`);
});

test('no text is empty, and one with plural forms has those of its language', () => {
  for (const [code, texts] of all) {
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories.sort();
    for (const [key, text] of texts) {
      formsOf(text).forEach((form) => assert.match(form, /\S/, `${key} in ${code}`));
      if (typeof text !== 'string') {
        assert.deepEqual(Object.keys(text).sort(), forms, `${key} in ${code}`);
      }
    }
  }
});

test('a Chinese text is Chinese, and an English one is not', () => {
  const chinese = /\p{Script=Han}/u;
  for (const [key, text] of all.get('zh')) {
    const technical = !/\p{L}/u.test(formsOf(text).join('').replace(/\{\w+\}/g, ''));
    if (!technical && !/placeholder/i.test(key)) {
      formsOf(text).forEach((form) => assert.match(form, chinese, key));
    }
  }
  all.get('en').forEach((text, key) =>
    formsOf(text).forEach((form) => assert.doesNotMatch(form, chinese, key)),
  );
});

/** The modules of the page, without their comments. */
const modules = readdirSync(fileURLToPath(new URL('page/', WEB)), { recursive: true })
  .filter((name) => name.endsWith('.js'))
  .map((name) => [name, read(`page/${name}`).replace(/\/\*[\s\S]*?\*\//g, '')]);

test('every text that the page asks for by its name exists', (t) => {
  let asked = 0;
  for (const [name, code] of modules) {
    for (const [, key] of code.matchAll(/\bt\(\s*'([^']+)'/g)) {
      assert.ok(all.get('en').has(key), `${name} asks for ${key}`);
      asked++;
    }
    // A name that is put together has to begin, up to its first value, as some text does.
    for (const [, start] of code.matchAll(/\bt\(\s*`([^`$]*)\$\{/g)) {
      const some = [...all.get('en').keys()].some((key) => key.startsWith(start));
      assert.ok(some, `${name} asks for ${start}…`);
      asked++;
    }
  }
  assert.ok(asked > 60);
  t.diagnostic(`${asked} places`);
});

test('every name that is put together exists: verdicts, checks, levels, results', () => {
  const results = ['pass', 'fail', 'absent', 'not run'];
  const wanted = [
    ...VERDICTS.flatMap((verdict) => [`verdict.${verdict}`, `verdict.${verdict}.means`]),
    ...CHECKS.map((check) => `check.${check}`),
    ...results.map((result) => `checks.${result}`),
    ...['missing', 'malformed'].map((unread) => `check.unread.${unread}`),
    ...[...LEVELS, 'owed'].flatMap((level) => [`level.${level}`, `level.${level}.means`]),
    'level.counted',
    ...['witnesses', 'observers', 'custodians', 'times', 'coverage', 'interval'].map((row) => `policy.${row}`),
    ...['signed', 'logged', 'witnessed', 'timestamped', 'current'].flatMap((step) =>
      results.map((result) => `steps.${step}.${result}`),
    ),
    ...['unreachable', 'missing', 'unreadable', 'fault', 'root'].flatMap((kind) => [
      `problem.${kind}`,
      `problem.${kind}.what`,
    ]),
    ...['malformed', 'unreadable', 'unreachable', 'unpublished', 'here', 'noCode', 'fault'].flatMap((kind) => [
      `check.error.${kind}`,
      `check.error.${kind}.do`,
    ]),
    ...['attestation', 'liabilities.json', 'reserves.json', 'solvency.json', 'log'].map((name) => `digests.${name}`),
    ...['policy', 'announces', 'prices', 'terms', 'risk', 'history', 'positions'].map((name) => `digests.${name}`),
    ...['secure', 'ed25519'].flatMap((missing) => [`unable.${missing}`, `unable.${missing}.what`]),
  ];
  wanted.forEach((key) => assert.ok(all.get('en').has(key), key));
});

/** What no policy can require. */
const MAY_BE_ABSENT = [
  'log.consistency',
  'time.token',
  'receipt.signature',
  'reserves.canonical',
  'solvency.report',
  'solvency.risk',
];

/** What this page never makes. */
const AUDITORS = 'liabilities.recompute';

/** And what it can find missing, and not right. */
const NEVER_PASSED = [AUDITORS, 'solvency.risk'];

test('every result that a check can have here is explained, and no other', () => {
  const wanted = CHECKS.flatMap((check) => [
    ...(NEVER_PASSED.includes(check) ? [] : [`found.${check}.pass`]),
    ...(check === AUDITORS ? [] : [`found.${check}.fail`]),
    ...(MAY_BE_ABSENT.includes(check) ? [`found.${check}.absent`] : []),
    `found.${check}.not run`,
  ]);
  const there = [...all.get('en').keys()].filter((key) => key.startsWith('found.'));
  assert.deepEqual(there, wanted);
});

test('values are put in, plural forms chosen, and a text that is not there is an error', () => {
  const { t } = textsOf('en');
  assert.equal(t('reserves.summary', { asset: 'BTC', n: 1 }), 'BTC: 1 holding');
  assert.equal(t('reserves.summary', { asset: 'BTC', n: 2 }), 'BTC: 2 holdings');
  assert.equal(textsOf('zh').t('reserves.summary', { asset: 'BTC', n: 1 }), 'BTC：1 笔');
  assert.throws(() => t('verdict.PERFECT'), RangeError);
  assert.throws(() => t('verdict.constructor'), RangeError);
  const markup = '<img src=x onerror=alert(1)> $& {asOf}';
  assert.ok(t('newest.replaces', { reason: markup }).includes(markup), 'as it is, and put in once');
});

test('the first language that there is a file for, else English', () => {
  assert.equal(chooseLanguage(['', 'fr-CH', 'zh-Hant-TW', 'en']), 'zh');
  assert.equal(chooseLanguage(['EN-gb', 'zh']), 'en');
  assert.equal(chooseLanguage(['', 'fr']), 'en');
  assert.equal(chooseLanguage([]), 'en');
});

test('numbers and times are written as in the country that the reader names', () => {
  assert.equal(chooseLocale('en', ['de-CH', 'en-GB', 'en-US']), 'en-GB');
  assert.equal(chooseLocale('zh', ['zh-CN']), 'zh-CN');
  assert.equal(chooseLocale('zh', ['en-US']), 'zh');
});
