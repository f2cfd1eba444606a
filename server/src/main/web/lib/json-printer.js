/** Prints values in the one form of canonical JSON. */
import { isUnicode, utf8 } from './bytes.js';

/** The escapes of two characters: what is written behind the backslash, and what it means. */
export const SHORT_ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
]);

/** The same, from what is meant to how it is written. */
const WRITTEN = new Map([...SHORT_ESCAPES].map(([letter, meant]) => [meant, '\\' + letter]));

/** Whether this character is written as one of them. */
export function isWrittenShort(character) {
  return WRITTEN.has(character);
}

/**
 * The one encoding of a value, which `parseJson` reads back under the same limits. A value that has
 * none, or is outside of the limits, is a bug of the caller: a RangeError.
 *
 * @param {unknown} value as the reader hands on; a bigint stands for its number
 * @param {{maxBytes: number, maxDepth: number, maxValues: number}} limits
 */
export function printJson(value, limits) {
  const parts = [];
  let values = 0;
  const put = (item, depth) => {
    values++;
    require(values, limits.maxValues, 'values');
    if (typeof item === 'string') {
      parts.push(printText(item));
    } else if (typeof item === 'number' || typeof item === 'bigint') {
      parts.push(printNumber(item));
    } else if (item === null || typeof item === 'boolean') {
      parts.push(String(item));
    } else {
      require(depth + 1, limits.maxDepth, 'depth');
      putMany(item, depth + 1);
    }
  };
  const putMany = (item, depth) => {
    if (item instanceof Map) {
      parts.push('{');
      [...item.keys()].sort(byUnits).forEach((name, i) => {
        parts.push(i === 0 ? '' : ',', printText(name), ':');
        put(item.get(name), depth);
      });
      parts.push('}');
    } else if (Array.isArray(item)) {
      parts.push('[');
      item.forEach((each, i) => {
        parts.push(i === 0 ? '' : ',');
        put(each, depth);
      });
      parts.push(']');
    } else {
      throw new RangeError(`a ${typeof item}, want a JSON value`);
    }
  };
  put(value, 0);
  const bytes = utf8(parts.join(''));
  require(bytes.length, limits.maxBytes, 'bytes');
  return bytes;
}

/** An object to print, of the fields that are not undefined. */
export function jsonObject(fields) {
  return new Map(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function require(found, max, what) {
  if (found > max) {
    throw new RangeError(`${what} ${found}, want at most ${max}`);
  }
}

function byUnits(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function printNumber(number) {
  if (!Number.isSafeInteger(Number(number))) {
    throw new RangeError(`number ${number}, want an integer and |n| < 2^53`);
  }
  return Object.is(number, -0) ? '0' : String(number);
}

function printText(text) {
  if (!isUnicode(text)) {
    throw new RangeError('text with an unpaired surrogate, want Unicode text');
  }
  const escaped = text.replace(
    /["\\\u0000-\u001f]/g,
    (unit) => WRITTEN.get(unit) ?? '\\u00' + unit.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  return `"${escaped}"`;
}
