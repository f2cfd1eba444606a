/** Prices, haircuts, roundings and limits, each against what its text says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../lib/malformed.js';
import { priceOf } from '../lib/prices/price-rule.js';
import { parsePriceTable } from '../lib/prices/price-table.js';
import { afterHaircut, sellableOf } from '../lib/solvency/haircut.js';
import { ceiling, floor, reach, reachInValue, share } from '../lib/solvency/measure.js';
import { parseSolvencyPolicy } from '../lib/solvency/policy.js';
import { concentration, largest, spread } from '../lib/solvency/shares.js';
import { parseTerms } from '../lib/solvency/terms.js';
import { canonicalBytes, scrambled, specExample } from './spec.js';

const AS_OF = '2026-09-02T00:00:00Z';
const RULE = {
  maximumAge: 60,
  maximumSpread: 200,
  minimumSources: 3,
  sources: new Set(['a', 'b', 'c', 'd']),
};

const quotes = (...prices) =>
  prices.map((price, i) => ({ price: BigInt(price), source: 'abcdefg'[i], time: AS_OF }));

test('the price is the median of what counts, of an even number rounded down', () => {
  assert.deepEqual(priceOf(RULE, quotes(1003, 1001, 1002), AS_OF), { price: 1002n });
  assert.deepEqual(priceOf(RULE, quotes(1010, 1001, 1000, 1004), AS_OF), { price: 1002n });
  assert.deepEqual(priceOf(RULE, quotes(1000, 1000, 1020), AS_OF), { price: 1000n });
  assert.deepEqual(priceOf(RULE, quotes(1, 1, 1), AS_OF), { price: 1n });
  // Of seven sources the policy names four; what the others say moves nothing.
  assert.deepEqual(priceOf(RULE, quotes(5, 5, 5, 5, 9, 9, 9), AS_OF), { price: 5n });
});

test('without enough quotes, or too far apart, there is no price and a reason', () => {
  const late = quotes(1000, 1000, 1000);
  late[2].time = '2026-09-02T00:01:01Z';
  const early = quotes(1000, 1000, 1000);
  early[0].time = '2026-09-01T23:58:59Z';
  for (const found of [late, early]) {
    assert.deepEqual(priceOf(RULE, found, AS_OF), {
      reason: '2 of 3 quotes count, want 3 within 60 s',
    });
  }
  late[2].time = '2026-09-02T00:01:00Z';
  early[0].time = '2026-09-01T23:59:00Z';
  assert.deepEqual(priceOf(RULE, late, AS_OF), { price: 1000n });
  assert.deepEqual(priceOf(RULE, early, AS_OF), { price: 1000n });
  assert.deepEqual(priceOf(RULE, [], AS_OF), {
    reason: '0 of 0 quotes count, want 3 within 60 s',
  });
  assert.deepEqual(priceOf(RULE, quotes(1000, 1000, 1021), AS_OF), {
    reason: 'quotes of 1000 to 1021, want them within 200 ten-thousandths',
  });
});

/** Unit by unit, as nobody would compute it. */
function slowHaircut(tiers, value) {
  let counted = 0n;
  for (let unit = 0n; unit < value; unit++) {
    counted += tiers.find(({ upTo }) => unit < upTo)?.counts ?? 0n;
  }
  return counted / 10_000n;
}

test('a haircut is what each unit counts for, added up', () => {
  const next = scrambled(11);
  for (let round = 0; round < 300; round++) {
    let counts = 10_000;
    let upTo = 0;
    const tiers = Array.from({ length: next() % 4 }, () => {
      counts = Math.floor((counts * (next() + 1)) / 256);
      upTo += 1 + (next() % 9);
      return { counts: BigInt(counts), upTo: BigInt(upTo) };
    });
    let before = 0n;
    for (let value = 0n; value < 40n; value++) {
      const cut = afterHaircut(tiers, value);
      assert.equal(cut, slowHaircut(tiers, value));
      assert.ok(cut >= before && cut <= value);
      before = cut;
    }
  }
  assert.equal(sellableOf([]), 0n);
  assert.equal(sellableOf([{ counts: 0n, upTo: 5n }]), 0n);
  assert.equal(sellableOf([{ counts: 1n, upTo: 5n }, { counts: 0n, upTo: 9n }]), 5n);
});

test('what is shown is rounded against the exchange, below zero as well', () => {
  assert.deepEqual([floor(7n, 3n), floor(-7n, 3n), floor(-6n, 3n)], [2n, -3n, -2n]);
  assert.deepEqual([ceiling(7n, 3n), ceiling(-7n, 3n), ceiling(0n, 3n)], [3n, -2n, 0n]);
  assert.deepEqual([reach(1n, 3n), share(1n, 3n)], [3_333, 3_334]);
  assert.deepEqual([reach(0n, 0n), share(0n, 0n)], [10_000, 0]);
  assert.deepEqual([reachInValue(0n, 0n, false), reachInValue(0n, 0n, true)], [10_000, 0]);
  assert.equal(reach(10n ** 30n, 1n), 10 ** 10);
});

test('of equal shares the first by name is the largest', () => {
  const values = spread([['b', 2n], ['a', 1n], ['c', 2n], ['a', 1n]]);
  assert.deepEqual(largest(values, 6n), { name: 'a', share: 3_334 });
  assert.equal(concentration(values), 3_334);
  assert.deepEqual(largest(spread([['a', 0n]]), 0n), { name: '', share: 0 });
  assert.equal(concentration(spread([])), 0);
  assert.equal(concentration(spread([['a', 5n], ['b', 0n]])), 10_000);
});

/** Each list with the most items it may have; how many there are is looked at before any of them. */
const LISTS = [
  [parsePriceTable, specExample('price-table.md'), ['prices'], 10_000],
  [parsePriceTable, specExample('price-table.md'), ['prices', 0, 'quotes'], 20],
  [parseTerms, specExample('solvency-policy.md', 1), ['terms'], 20_000],
  ...[
    [['accounts'], 100_000],
    [['assets'], 10_000],
    [['assets', 0, 'haircut'], 20],
    [['classes'], 20],
    [['horizons'], 20],
    [['prices', 'sources'], 100],
    [['scenarios'], 100],
    [['scenarios', 0, 'custodians'], 10_000],
    [['scenarios', 0, 'prices'], 10_000],
  ].map(([path, most]) => [parseSolvencyPolicy, specExample('solvency-policy.md', 0), path, most]),
];

function refusalOf(reader, example, path, length) {
  const document = JSON.parse(new TextDecoder().decode(example));
  const holder = path.slice(0, -1).reduce((value, step) => value[step], document);
  holder[path.at(-1)] = Array.from({ length }, () => ({}));
  try {
    reader(canonicalBytes(document));
  } catch (error) {
    assert.ok(error instanceof Malformed, error.stack);
    return error.message;
  }
  return assert.fail('empty objects are read');
}

for (const [reader, example, path, most] of LISTS) {
  test(`of ${path.join('.')} there are at most ${most}`, () => {
    const counted = new RegExp(`: ${most + 1} items, want [0-9]+ to ${most}$`);
    assert.match(refusalOf(reader, example, path, most + 1), counted);
    assert.doesNotMatch(refusalOf(reader, example, path, most), / items, want /);
  });
}

test('no file is longer than its format has it', () => {
  for (const [reader, most] of [
    [parsePriceTable, 50_331_648],
    [parseSolvencyPolicy, 50_331_648],
    [parseTerms, 4_194_304],
  ]) {
    const sentence = `${most + 1} bytes, want at most ${most}`;
    assert.throws(() => reader(new Uint8Array(most + 1)), new Malformed(sentence));
    assert.throws(() => reader(new Uint8Array(most)), Malformed);
  }
});
