/** What there is to show of the newest attestation, as it comes and as it fails to come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../lib/malformed.js';
import { NotPublished } from '../lib/published/log.js';
import { CHECKS } from '../lib/report/checks.js';
import { pass } from '../lib/report/finding.js';
import { findingOf, makeReport } from '../lib/report/report.js';
import { openNewest } from '../page/newest.js';
import { AnotherRoot, NoneYet } from '../page/reader.js';
import { Unreachable } from '../page/site.js';

const ROOT = { issuer: 'exchange.example' };
const NOW = '2026-09-02T12:00:00Z';
const STATEMENT = { epoch: 7, nextDueBy: '2026-09-03T06:00:00Z' };

/** A publication of plain files, whose answers the test sets. */
function stage({ now = () => NOW, report = { verdict: 'STALE' } } = {}) {
  const phases = [];
  const asked = [];
  const answers = { trust: () => ({ pinned: { root: ROOT }, policy: {} }), bundle: () => 'bundle' };
  const source = openNewest({
    reader: {
      trust: async () => answers.trust(),
      newest: async () => ({
        verified: { bundle: answers.bundle(), statement: STATEMENT, report },
      }),
    },
    site: {
      base: 'https://exchange.example/',
      files: async (path) => {
        asked.push(path);
        return undefined;
      },
    },
    now,
    onChange: () => phases.push(source.state().phase),
  });
  return { source, answers, phases, asked };
}

const failing = (error) => () => {
  throw error;
};

test('it is verified once when asked twice at a time, and a plain file server has no history', async () => {
  const { source, phases, asked } = stage();
  assert.equal(source.state().phase, 'loading');
  await Promise.all([source.refresh(), source.refresh()]);
  assert.deepEqual(phases, ['ready']);
  assert.equal(source.state().verified.statement, STATEMENT);
  assert.equal(source.state().root, ROOT);
  assert.equal(source.hasHistory(), false);
  assert.deepEqual(asked, ['api/v1/epochs'], 'and no stream is listened to');
});

test('before the first attestation there is a root and nothing else', async () => {
  const { source, answers } = stage();
  answers.bundle = failing(new NoneYet('no attestation yet'));
  await source.refresh();
  const { phase, root, verified } = source.state();
  assert.deepEqual([phase, root, verified], ['empty', ROOT, undefined]);
});

test('what cannot be read is a problem, and trying again may end it', async () => {
  const errors = [
    new Unreachable('no answer'),
    new NotPublished('log/checkpoint'),
    new Malformed('found, want wanted'),
    new AnotherRoot('a', 'b'),
  ];
  for (const error of errors) {
    const { source, answers, asked } = stage();
    const good = answers.trust;
    answers.trust = failing(error);
    await source.refresh();
    assert.deepEqual(source.state(), { phase: 'problem', error });
    assert.deepEqual(asked, [], 'nothing more is asked of it');
    answers.trust = good;
    await source.refresh();
    assert.equal(source.state().phase, 'ready');
  }
});

test('a server that stops answering takes nothing away; one that answers otherwise does', async () => {
  const { source, answers } = stage();
  await source.refresh();
  const error = new Unreachable('no answer');
  answers.bundle = failing(error);
  await source.refresh();
  assert.equal(source.state().phase, 'ready');
  assert.equal(source.state().missed, error);
  answers.bundle = () => 'bundle';
  await source.refresh();
  assert.equal(source.state().missed, undefined);
  answers.bundle = failing(new Malformed('found, want wanted'));
  await source.refresh();
  assert.equal(source.state().phase, 'problem');
});

test('what a silent server showed last grows old by the reader’s clock', async () => {
  let time = STATEMENT.nextDueBy;
  const findings = CHECKS.map((check) => pass(check, 'so it is'));
  const report = makeReport({ epoch: 7, now: NOW, findings, coverage: [] });
  const { source, answers } = stage({ now: () => time, report });
  await source.refresh();
  answers.bundle = failing(new Unreachable('no answer'));
  await source.refresh();
  assert.equal(source.state().verified.report.verdict, 'VERIFIED');
  time = '2026-09-03T06:00:01Z';
  await source.refresh();
  assert.equal(source.state().verified.report.verdict, 'STALE');
  assert.match(findingOf(source.state().verified.report, 'freshness').sentence, /due by .*06:00:00Z, and it is .*06:00:01Z/);
});

test('a fault of the page is shown as one, and told to whoever listens', async () => {
  const { source, answers } = stage();
  const fault = new TypeError('undefined is not an object');
  answers.bundle = failing(fault);
  await assert.rejects(source.refresh(), fault);
  assert.deepEqual(source.state(), { phase: 'problem', error: fault });
});
