/** Figures as readers write them: exact to the last digit, in every language of the page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats } from '../page/format.js';

const en = formats('en', 'UTC');

test('amounts keep every digit that is not a closing zero', () => {
  assert.equal(en.coins(0n, 8), '0');
  assert.equal(en.coins(1n, 8), '0.00000001');
  assert.equal(en.coins(100_000_000n, 8), '1');
  assert.equal(en.coins(42_000_000n, 8), '0.42');
  assert.equal(en.coins(7n, 0), '7');
  const huge = (1n << 128n) - 1n;
  assert.equal(en.coins(huge, 18), '340,282,366,920,938,463,463.374607431768211455');
  assert.equal(en.coins(huge, 30), '340,282,366.920938463463374607431768211455');
  const digits = en.coins(huge, 18).replace(/[,.]/g, '');
  assert.equal(BigInt(digits), huge);
});

test('percentages are exact to the hundredth', () => {
  assert.equal(en.percent(10_000n), '100.00%');
  assert.equal(en.percent(9_999n), '99.99%');
  assert.equal(en.percent(0n), '0.00%');
  assert.equal(en.percent(1n), '0.01%');
  assert.equal(en.percent(10_000_000_000n), '100,000,000.00%');
  assert.equal(en.percent(99_999_999_999_999_999_999n), '999,999,999,999,999,999.99%');
});

test('each language writes numbers and times in its own way', () => {
  const at = '2026-09-02T15:04:00Z';
  assert.equal(formats('de', 'UTC').coins(123_456_789n, 2), '1.234.567,89');
  assert.match(formats('de', 'UTC').percent(10_150n), /^101,50\s%$/);
  assert.equal(formats('zh', 'UTC').time(at), '2026年9月2日 15:04');
  assert.match(en.time(at), /^September 2, 2026 at 3:04\sPM$/);
  assert.match(formats('en', 'Asia/Shanghai').time(at), /^September 2, 2026 at 11:04\sPM$/);
  assert.equal(formats('zh', 'Asia/Shanghai').date('2026-09-02T20:00:00Z'), '2026年9月3日');
});

test('dates are told apart: by their days, or to the second', () => {
  const [one, other, next] = ['2026-09-02T15:04:05Z', '2026-09-02T15:04:07Z', '2026-09-03T00:00:00Z'];
  assert.deepEqual(en.dates([]), []);
  assert.deepEqual(en.dates([one, next]), ['Sep 2, 2026', 'Sep 3, 2026']);
  const seconds = en.dates([one, other, next]).map((text) => text.replace(/\s/g, ' '));
  assert.deepEqual(seconds, [
    'Sep 2, 2026, 3:04:05 PM',
    'Sep 2, 2026, 3:04:07 PM',
    'Sep 3, 2026, 12:00:00 AM',
  ]);
});

test('an age is in whole units, rounded down', () => {
  assert.equal(en.ago(59), '0 minutes ago');
  assert.equal(en.ago(3_599), '59 minutes ago');
  assert.equal(en.ago(86_399), '23 hours ago');
  assert.equal(en.ago(86_400), '1 day ago');
  assert.equal(en.ago(31_536_000), '365 days ago');
  assert.equal(formats('zh').ago(172_800), '2天前');
});
