/** What the one reader of JSON takes and refuses; parsers that differ are threat 18. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, parseHex, utf8 } from '../lib/bytes.js';
import { readFields } from '../lib/fields.js';
import { jsonLimits, jsonObject, parseJson, printJson } from '../lib/json.js';
import { Malformed } from '../lib/malformed.js';
import { sharedBytes, sharedNames } from './files.js';
import { meaninglessBytes, mutations, readOrMalformed, specBlocks } from './spec.js';

const LIMITS = jsonLimits(1000, 4, 50);
const LARGE = jsonLimits(1 << 20, 100, 100_000);

const parse = (text) => parseJson(utf8(text), LIMITS);

function assertTaken(text, limits = LIMITS) {
  assert.deepEqual(printJson(parseJson(utf8(text), limits), limits), utf8(text));
}

function assertRefused(text, message = undefined) {
  assert.throws(() => parse(text), (error) => error instanceof Malformed, text);
  if (message !== undefined) {
    assert.throws(() => parse(text), { message }, text);
  }
}

test('a canonical document is taken', () => {
  for (const text of [
    'null',
    'true',
    'false',
    '0',
    '-1',
    '9007199254740991',
    '-9007199254740991',
    '""',
    '[]',
    '{}',
    '[[],{},[[[]]]]',
    '{"":0,"a":{"A":[1,2]}}',
    '"\u007f\u0080\u2028\ufeff\uffff"',
    '[[[[]]]]',
    '{"a":[{"b":[0]}]}',
    '{"\ud83d\ude00":1,"\ufb33":2}',
    `[${'0,'.repeat(48)}0]`,
  ]) {
    assertTaken(text);
  }
});

test('every escape and no other is taken', () => {
  const escapes =
    '"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r' +
    '\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018' +
    '\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f \\"\\\\/"';
  const units = Array.from({ length: 33 }, (_, unit) => String.fromCharCode(unit));
  assert.equal(parse(escapes), `${units.join('')}"\\/`);
  assertTaken(escapes);
  for (const other of ['/', 'u0041', 'u000F', 'u0008', 'u0022', 'u007f', 'u20ac', 'x41', 'U0000']) {
    assertRefused(`"\\${other}"`);
  }
  for (const half of ['\\ud83d', '\\ude00\\ud83d', '\\ud83dx', '\\ud83d\\ude00']) {
    assertRefused(`["${half}"]`);
    assertRefused(`{"${half}":1}`);
  }
});

test('row 18: another spelling of the same value is refused where it stands', () => {
  const want = ', want no white space, sorted names and the shortest escapes (RFC 8785)';
  assertRefused('{"b":1,"a":2}', `not canonical at byte 7${want}`);
  assertRefused('[1, 2]');
  assertRefused('[1 2]', `not canonical at byte 2${want}`);
  assertRefused('{"a":1,"a":1}', 'name "a" twice at byte 7, want each once');
  assertRefused('{"\ufb33":2,"\ud83d\ude00":1}', `not canonical at byte 9${want}`);
  assertRefused('[-0]', 'number in another form at byte 1, want no -0 and no leading zero');
  assertRefused('[9007199254740992]', 'number out of range at byte 1, want |n| < 2^53');
  assertRefused(`[${'9'.repeat(900)}]`, 'number too long at byte 1, want at most 16 digits');
  assertRefused('', 'no value, want one JSON value');
  assertRefused('{}{}', 'more after the value at byte 2, want nothing after it');
  for (const text of [
    ' 1', '1 ', '1\n', '[ ]', '{"a": 1}', '-9007199254740992', '1.0', '0.5', '1e3', '1E3', '-1.5',
    '1e-400', '01', '-01', '-', '+1', '.5', '1.', '0x1', 'NaN', 'Infinity', '-Infinity', "'a'",
    '{a:1}', '[1,]', '{"a":1,}', '[,1]', '/**/1', '#1', 'tru', 'True', '"\t"', ']', '}', ',', ':',
    '{"a" 1}', '{1:1}', 'undefined', '{}\0', '\ufeff{}', '{}\ufeff', '  ', '[]]', '1,2', '"a',
  ]) {
    assertRefused(text);
  }
});

test('a document that was cut is refused', () => {
  for (const text of ['[', '{', '[1', '{"a"', '{"a":', '{"a":1', '"abc', '[[]', '"\\', '"\\u00']) {
    assertRefused(text);
  }
});

test('row 18: what is not UTF-8 is refused', () => {
  for (const bytes of [
    '22ff22',
    '22c0af22',
    '2261e28222',
    '22eda0bdedb88022',
    '22f490808022',
    '22612280',
    '2261e2',
    'fffe7b007d00',
  ]) {
    assert.throws(() => parseJson(parseHex(bytes), LIMITS), Malformed, bytes);
  }
});

test('size, depth and number of values are limited', () => {
  assert.throws(() => parseJson(parseHex('ff000000'), jsonLimits(3, 1, 1)), {
    message: '4 bytes, want at most 3',
  });
  assertRefused('[[[[[]]]]]', 'depth 5 at byte 4, want at most 4');
  assertRefused('{"a":[{"b":[{}]}]}', 'depth 5 at byte 12, want at most 4');
  assertRefused(`[${'0,'.repeat(49)}0]`, 'value number 51 at byte 99, want at most 50 values');
  const deepest = jsonLimits(1 << 24, 100, 1000);
  assert.throws(() => parseJson(utf8('['.repeat(1 << 24)), deepest), {
    message: 'depth 101 at byte 100, want at most 100',
  });
  assertTaken('['.repeat(100) + ']'.repeat(100), deepest);
  for (const limits of [[0, 1, 1], [1, -1, 1], [1, 101, 1], [1, 1, 0]]) {
    assert.throws(() => jsonLimits(...limits), RangeError);
  }
});

test('what the reader would refuse is not printed', () => {
  const deep = [[]];
  assert.equal(printJson(deep, jsonLimits(4, 2, 2)).length, 4);
  for (const limits of [jsonLimits(99, 1, 9), jsonLimits(3, 2, 9), jsonLimits(4, 2, 1)]) {
    assert.throws(() => printJson(deep, limits), RangeError);
  }
  const without = [2 ** 53, 0.5, NaN, Infinity, 2n ** 53n, '\ud83d', undefined, { a: 1 }, () => 1];
  for (const value of without) {
    assert.throws(() => printJson([value], LIMITS), RangeError, String(value));
  }
  assert.throws(() => printJson(new Map([['\ud83d', 1]]), LIMITS), RangeError);
  assert.equal(hex(printJson(jsonObject({ b: 1n, a: undefined }), LIMITS)), hex(utf8('{"b":1}')));
});

test('a name of the platform is a name like another', () => {
  const members = parse('{"__proto__":{"polluted":1},"constructor":2,"toString":3}');
  assert.ok(members instanceof Map);
  assert.deepEqual([...members.keys()], ['__proto__', 'constructor', 'toString']);
  assert.equal({}.polluted, undefined);
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    assert.throws(() => readFields(utf8(`{"${name}":1}`), LIMITS, () => ({})), {
      message: `$: unknown field "${name}", want none but the known`,
    });
    assert.throws(() => readFields(utf8('{}'), LIMITS, (fields) => fields.text(name)), {
      message: `$.${name}: missing, want text`,
    });
  }
});

test('every line of the spec that is to be refused is', () => {
  const [lines] = specBlocks('canonical-json.md', 'text');
  for (const line of lines.split('\n')) {
    assertRefused(line);
  }
});

test('bytes without meaning are malformed, and what is taken is its own print', (t) => {
  let taken = 0;
  const documents = ['{"a":[1,"\\n",{"b":true}],"c":"\u20ac","d":null}', '[-12,"\\u0001",[],{}]'];
  const changed = documents.flatMap((text) =>
    Array.from({ length: 40 }, (_, seed) => [...mutations(utf8(text), seed)]).flat(),
  );
  for (const bytes of [...meaninglessBytes(20_000, 1), ...changed]) {
    const value = readOrMalformed((given) => ({ value: parseJson(given, LARGE) }), bytes);
    if (value !== null) {
      assert.deepEqual(printJson(value.value, LARGE), bytes);
      taken++;
    }
  }
  t.diagnostic(`${taken} of ${20_000 + changed.length} strings of bytes are documents`);
});

/** A value as the platform's parser has it, or undefined where it is outside of our restriction. */
function loose(value) {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : undefined;
  }
  if (Array.isArray(value)) {
    const items = value.map(loose);
    return items.includes(undefined) ? undefined : items;
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([name, member]) => [name, loose(member)]);
    return members.some(([, member]) => member === undefined) ? undefined : new Map(members);
  }
  return value;
}

test("RFC 8785's author's files print as published, or are outside of the restriction", (t) => {
  const names = sharedNames('.json', 'third-party', 'jcs', 'testdata', 'input');
  if (names.length === 0) {
    t.skip('no third-party vectors here');
    return;
  }
  const counts = { printed: 0, outside: 0 };
  for (const name of names) {
    const input = sharedBytes('third-party', 'jcs', 'testdata', 'input', name);
    const output = sharedBytes('third-party', 'jcs', 'testdata', 'output', name);
    assert.throws(() => parseJson(input, LARGE), Malformed);
    const value = loose(JSON.parse(new TextDecoder().decode(input)));
    if (value === undefined) {
      assert.throws(() => parseJson(output, LARGE), Malformed);
      counts.outside++;
    } else {
      assert.deepEqual(printJson(value, LARGE), output);
      assert.deepEqual(printJson(parseJson(output, LARGE), LARGE), output);
      counts.printed++;
    }
  }
  assert.ok(counts.printed > 0 && counts.outside > 0);
  t.diagnostic(`${counts.printed} printed as published, ${counts.outside} outside`);
});
