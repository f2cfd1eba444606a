/** Where lines and bars end: nothing is drawn longer than it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEVELS, areaBetween, barOf, dotsOf, lineThrough, marks, scale, stacked } from '../page/views/chart.js';

const held = (sums) => ({ ...Object.fromEntries(LEVELS.map((level) => [level, 0n])), ...sums });

test('a bar has each level from where the one before ends, and a line at what is owed', () => {
  assert.deepEqual(barOf(held({ proven: 80n, observed: 10n, claimed: 10n }), 50n), {
    parts: [
      { level: 'proven', from: 0, length: 80 },
      { level: 'observed', from: 80, length: 10 },
      { level: 'claimed', from: 90, length: 10 },
    ],
    owed: 50,
  });
});

test('where less is held than owed, the bar ends before the line', () => {
  const { parts, owed } = barOf(held({ attested: 25n }), 100n);
  assert.deepEqual(parts, [{ level: 'attested', from: 0, length: 25 }]);
  assert.equal(owed, 100);
});

test('a bar of nothing, of the largest sums, and of parts too thin to see', () => {
  assert.deepEqual(barOf(held({}), 0n), { parts: [], owed: 0 });
  const huge = 3n * 2n ** 200n;
  assert.deepEqual(barOf(held({ proven: huge }), huge), {
    parts: [{ level: 'proven', from: 0, length: 100 }],
    owed: 100,
  });
  const thin = barOf(held({ proven: 1n, claimed: 10n ** 30n }), 1n);
  assert.deepEqual(thin.parts[0], { level: 'proven', from: 0, length: 0 });
  assert.equal(thin.owed, 0);
});

test('no bar passes its end, and its parts do not overlap', () => {
  for (let i = 1n; i < 400n; i++) {
    const sums = held({ proven: i * 7n, observed: i % 5n, conditional: i % 3n, attested: i % 11n });
    const { parts, owed } = barOf(sums, i * 6n + (i % 50n));
    let end = 0;
    for (const { from, length } of parts) {
      assert.ok(from >= end - 1e-9 && length >= 0);
      end = from + length;
    }
    assert.ok(end <= 100 && owed <= 100 && (end > 99.9 || owed > 99.9));
  }
});

test('an axis is marked with round numbers around what is drawn', () => {
  assert.deepEqual(marks(0, 2400), [0, 1000, 2000, 3000]);
  assert.deepEqual(marks(100, 103.9), [100, 102, 104]);
  assert.deepEqual(marks(100, 100), [100, 150]);
  assert.deepEqual(marks(0, 0), [0, 0.5]);
  for (const [low, high] of [[0.1, 0.3], [-5, 5], [0, 1e30], [99.99, 100], [0, 1e-12], [3, 1e6]]) {
    const axis = marks(low, high);
    assert.ok(axis[0] <= low && axis.at(-1) >= high && axis.length >= 2 && axis.length <= 7, axis);
    axis.slice(1).forEach((value, i) => assert.ok(value > axis[i]));
  }
});

test('times go across from the first to the last, values up from the first mark to the last', () => {
  const { x, y } = scale([1000, 1500, 3000], [0, 10]);
  assert.deepEqual([x(1000), x(1500), x(3000)], [0, 250, 1000]);
  assert.ok(y(0) > y(5) && y(5) > y(10) && y(10) > 0 && y(0) < 1000);
  assert.equal(y(5), 500);
  assert.equal(scale([7], [0, 1]).x(7), 500, 'one alone stands in the middle');
});

test('areas lie on one another, and close', () => {
  const areas = [
    { name: 'counted', values: [1, 2] },
    { name: 'claimed', values: [3, 4] },
  ];
  assert.deepEqual(stacked(areas), [
    { name: 'counted', upper: [1, 2], lower: [0, 0] },
    { name: 'claimed', upper: [4, 6], lower: [1, 2] },
  ]);
  assert.deepEqual(stacked([]), []);
  assert.equal(lineThrough([[0, 1], [2, 3]]), 'M0 1L2 3');
  assert.equal(areaBetween([[0, 0], [5, 0]], [[0, 9], [5, 9]]), 'M0 0L5 0L5 9L0 9Z');
});

test('where there is no figure a line breaks off, and what stands alone is a dot', () => {
  const none = undefined;
  const [a, b, c] = [[0, 5], [10, 6], [20, 7]];
  assert.equal(lineThrough([a, none, c]), 'M0 5M20 7');
  assert.equal(lineThrough([a, b, none, c]), 'M0 5L10 6M20 7');
  assert.equal(lineThrough([none, b, c]), 'M10 6L20 7');
  assert.equal(lineThrough([none, none]), '');
  assert.deepEqual(dotsOf([a, b, c]), [c], 'where the line ends');
  assert.deepEqual(dotsOf([a, b, none]), [], 'it does not reach the end');
  assert.deepEqual(dotsOf([a, none, b, none, c]), [a, b, c]);
  assert.deepEqual(dotsOf([none, b, c, none]), []);
  assert.deepEqual(dotsOf([b]), [b]);
});
