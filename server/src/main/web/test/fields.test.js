/** How a format's reader takes the fields of an object. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAmount } from '../lib/amount.js';
import { utf8 } from '../lib/bytes.js';
import { readFields } from '../lib/fields.js';
import { jsonLimits } from '../lib/json.js';
import { Malformed } from '../lib/malformed.js';

const LIMITS = jsonLimits(10_000, 8, 1_000);

const read = (text, reader) => readFields(utf8(text), LIMITS, reader);

function assertRefused(text, reader, message) {
  assert.throws(() => read(text, reader), { name: 'Malformed', message }, message);
}

test('each field is taken by its name and as its type', () => {
  const text =
    '{"big":9007199254740991,"flag":true,"list":[{"n":1},{"n":2}],"n":5,"of":{"x":"a"},"x":"7"}';
  const value = read(text, (fields) => ({
    x: fields.text('x', parseAmount),
    n: fields.integer('n', 0, 5),
    big: fields.index('big', 0, Number.MAX_SAFE_INTEGER),
    flag: fields.truth('flag'),
    of: fields.object('of', (inner) => inner.text('x')),
    list: fields.list('list', 2, 2, (item) => item.integer('n', 1, 2)),
    none: fields.optionalObject('none', () => 1),
    noText: fields.optionalText('noText'),
    extensions: fields.extensions().size,
  }));
  assert.deepEqual(value, {
    x: 7n,
    n: 5,
    big: 9007199254740991n,
    flag: true,
    of: 'a',
    list: [1, 2],
    none: undefined,
    noText: undefined,
    extensions: 0,
  });
});

test('what is not as it should be is refused with its path', () => {
  const cases = [
    ['[]', () => 1, '$: an array, want an object'],
    ['{}', (f) => f.text('x'), '$.x: missing, want text'],
    ['{"x":1}', (f) => f.text('x'), '$.x: a number, want text'],
    ['{"x":null}', (f) => f.text('x'), '$.x: null, want text'],
    ['{"x":"1"}', (f) => f.integer('x', 0, 1), '$.x: text, want a number'],
    ['{"x":2}', (f) => f.integer('x', 0, 1), '$.x: 2, want 0 to 1'],
    ['{"x":-1}', (f) => f.index('x', 0, 1), '$.x: -1, want 0 to 1'],
    ['{"x":1}', (f) => f.truth('x'), '$.x: a number, want true or false'],
    ['{"x":{}}', (f) => f.list('x', 0, 1, () => 1), '$.x: an empty object, want an array'],
    ['{"x":[{},{}]}', (f) => f.list('x', 0, 1, () => 1), '$.x: 2 items, want 0 to 1'],
    ['{"x":[]}', (f) => f.list('x', 1, 1, () => 1), '$.x: 0 items, want 1 to 1'],
    ['{"x":[1]}', (f) => f.list('x', 1, 1, () => 1), '$.x[0]: a number, want an object'],
    ['{"x":true}', (f) => f.object('x', () => 1), '$.x: true, want an object'],
    ['{"x":"b"}', (f) => f.constant('x', 'a'), '$.x: "b", want "a"'],
    ['{"extensions":{}}', (f) => f.extensions().size,
      '$.extensions: an empty object, want an object that is not empty, or none'],
    ['{"x":"-1"}', (f) => f.text('x', parseAmount),
      '$.x: amount "-1", want 0|[1-9][0-9]{0,38} and below 2^128'],
    ['{"a":{"b":1}}', (f) => f.object('a', () => 1),
      '$.a: unknown field "b", want none but the known'],
  ];
  for (const [text, reader, message] of cases) {
    assertRefused(text, reader, message);
  }
});

test('what a maker refuses is refused at its object, and a bug stays a bug', () => {
  const make = (error) => (fields) =>
    fields.object('a', (inner) =>
      inner.build(() => {
        throw error;
      }),
    );
  assertRefused('{"a":{}}', make(new Malformed('too much, want less')), '$.a: too much, want less');
  assert.throws(() => read('{"a":{}}', make(new TypeError('a bug'))), TypeError);
});

test('a message is one line of printable ASCII, and not long', () => {
  const name = `a\u0007\u202e${'b'.repeat(1000)}`;
  const text = `{"x":${JSON.stringify(name)}}`;
  const tell = (fields) => fields.build(() => {
    throw new Malformed(fields.text('x'));
  });
  assert.throws(() => read(text, tell), ({ message }) => /^[ -~…]{1,400}$/.test(message));
});
