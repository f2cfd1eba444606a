/** What a server says of the solvency reports: read exactly or not at all, and never drawn better than it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../lib/malformed.js';
import { readReports, reportsOf } from '../page/history.js';
import { Unreachable } from '../page/site.js';
import { agrees, withoutFigures } from '../page/views/solvency-past.js';
import { canonicalBytes, meaninglessBytes, specBlocks } from './spec.js';

const point = (epoch, more = {}) => ({
  alerts: 1,
  asOf: `2026-09-0${epoch}T00:00:00Z`,
  epoch,
  haircut: 9_043,
  quote: { asset: 'USD', decimals: 2 },
  ratio: 13_142,
  raw: 9_047,
  reach: [{ name: 'hour', reach: 3_332, seconds: 3_600 }],
  surplus: '33001500',
  unpriced: [],
  ...more,
});
const NO_FIGURES = { haircut: undefined, ratio: undefined, raw: undefined, surplus: undefined };
const unpriced = (epoch) => point(epoch, { ...NO_FIGURES, unpriced: [{ asset: 'ETH' }] });
const format = 'solvent/solvency-series/v1';
const answer = (...points) => canonicalBytes({ format, points });

test('the example of the API is read', () => {
  const example = specBlocks('api.md', 'json').find((block) => block.includes(format));
  const [read, ...more] = readReports(canonicalBytes(JSON.parse(example)));
  assert.deepEqual(more, []);
  assert.deepEqual(read, {
    alerts: 3,
    asOf: '2026-09-02T00:00:00Z',
    epoch: 7,
    haircut: 9_043,
    ratio: 13_142,
    raw: 9_047,
    unpriced: [],
  });
});

test('an epoch without a price has no figure of the whole', () => {
  const [, without] = readReports(answer(point(1), unpriced(2)));
  assert.deepEqual(without.unpriced, ['ETH']);
  assert.deepEqual([without.ratio, without.raw, without.haircut], [undefined, undefined, undefined]);
  assert.ok(readReports(answer(point(1, { surplus: '-1' }))));
});

const refusals = [
  ['no point', [], /points: 0 items, want 1 to 1000/],
  ['a figure of the whole without a price', [point(1, { unpriced: [{ asset: 'ETH' }] })], /unknown field "haircut"/],
  ['one figure missing', [point(1, { raw: undefined })], /raw: missing/],
  ['one figure beside a missing price', [{ ...unpriced(1), ratio: 20_000 }], /unknown field "ratio"/],
  ['a figure below zero', [point(1, { haircut: -1 })], /haircut: -1, want 0/],
  ['a figure in quotes', [point(1, { ratio: '13142' })], /ratio: text, want a number/],
  ['alerts below zero', [point(1, { alerts: -1 })], /alerts: -1, want 0/],
  ['a surplus that is no number', [point(1, { surplus: '-0' })], /surplus: a surplus of another form/],
  ['the newest first', [point(2), point(1)], /points: epochs out of order/],
  ['an epoch twice', [point(1), point(1)], /points: epochs out of order/],
  ['a time that is none', [point(1, { asOf: '2026-09-01' })], /asOf: /],
  ['a field that nobody knows', [point(1, { better: 20_000 })], /unknown field "better"/],
];

for (const [name, points, reason] of refusals) {
  test(`refused whole: ${name}`, () => {
    assert.throws(() => readReports(answer(...points)), (error) => {
      assert.ok(error instanceof Malformed, error.stack);
      assert.match(error.message, reason);
      return true;
    });
  });
}

test('no answer is nothing; one that cannot be read is no points', async () => {
  const answering = (files) => reportsOf({ files });
  assert.equal(await answering(async () => undefined), undefined);
  const away = async () => {
    throw new Unreachable('no answer');
  };
  assert.equal(await answering(away), undefined);
  assert.deepEqual(await answering(async () => answer(point(2), point(1))), []);
  for (const bytes of meaninglessBytes(200, 11)) {
    assert.throws(() => readReports(bytes), Malformed);
    assert.deepEqual(await answering(async () => bytes), []);
  }
  assert.equal((await answering(async () => answer(point(1)))).length, 1);
});

test('an epoch that has no figure is counted, be it told of or left out', () => {
  const read = (...points) => withoutFigures(readReports(answer(...points)));
  assert.equal(read(point(1)), 0);
  assert.equal(read(point(1), point(2)), 0);
  assert.equal(read(point(1), unpriced(2), point(3)), 1);
  assert.equal(read(point(1), point(4)), 2);
  assert.equal(read(unpriced(3), point(5)), 2);
});

test('what is said of the epoch that was computed here has to be what was computed', () => {
  const total = { ratio: 13_142, raw: { observed: 9_047 }, haircut: { observed: 9_043 } };
  const report = { epoch: 2, alerts: ['one'], coverage: { total } };
  const said = (...points) => agrees(readReports(answer(...points)), report);
  assert.ok(said(point(1, { raw: 1 }), point(2)));
  assert.ok(said(point(1)), 'it says nothing of it');
  for (const other of [{ raw: 9_048 }, { haircut: 9_044 }, { ratio: 13_143 }, { alerts: 0 }]) {
    assert.ok(!said(point(2, other)), JSON.stringify(other));
  }
  assert.ok(!said(unpriced(2)));
  const without = { epoch: 2, alerts: ['one'], coverage: {} };
  assert.ok(agrees(readReports(answer(unpriced(2))), without));
  assert.ok(!agrees(readReports(answer(point(2))), without), 'a figure where there is none');
});
