/**
 * Reads and prints RFC 8785 JSON whose numbers are integers of less than 2^53 in size
 * (docs/spec/canonical-json.md).
 *
 * A value is null, true, false, a number, a text, a frozen array of values, or an object as a Map of
 * names to values. A Map, because a plain object would let a name such as `__proto__` reach what is
 * not the document's.
 *
 * The reader knows the one form and nothing else: white space, another order of names, another
 * escape or another spelling of a number is refused where it stands, so what it accepts is the print
 * of what it hands on. It uses no parser of the platform, whose leniencies would have to be known.
 */
import { Malformed } from './malformed.js';
import { fromUtf8, isUnicode, utf8 } from './bytes.js';
import { quoted } from './quoted.js';

/** Deeper than any format needs, and far from what a stack holds. */
const DEEPEST = 100;

/** As many as 9007199254740991 has. */
const MOST_DIGITS = 16;

const WANT = 'want no white space, sorted names and the shortest escapes (RFC 8785)';

const SHORT_ESCAPES = new Map([
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

/**
 * How much of a file is looked at: its bytes, how deep its arrays and objects nest (one alone is
 * depth 1), and how many values it has, each array, object, text, number and literal counted.
 *
 * @param {number} maxBytes
 * @param {number} maxDepth
 * @param {number} maxValues
 */
export function jsonLimits(maxBytes, maxDepth, maxValues) {
  if (maxBytes < 1 || maxDepth < 0 || maxDepth > DEEPEST || maxValues < 1) {
    throw new RangeError(
      `limits of ${maxBytes} bytes, depth ${maxDepth}, ${maxValues} values, ` +
        `want at least 1, 0 to ${DEEPEST}, at least 1`,
    );
  }
  return Object.freeze({ maxBytes, maxDepth, maxValues });
}

/**
 * The value of these bytes, which are its one encoding.
 *
 * @param {Uint8Array} bytes
 * @param {ReturnType<typeof jsonLimits>} limits
 */
export function parseJson(bytes, limits) {
  if (bytes.length > limits.maxBytes) {
    throw new Malformed(`${bytes.length} bytes, want at most ${limits.maxBytes}`);
  }
  return new Document(fromUtf8(bytes), limits).read();
}

/** One document that is being read, from its first character to its last. */
class Document {
  #text;
  #limits;
  #at = 0;
  #values = 0;

  constructor(text, limits) {
    this.#text = text;
    this.#limits = limits;
  }

  read() {
    if (this.#text === '') {
      throw new Malformed('no value, want one JSON value');
    }
    const value = this.#value(0);
    if (this.#at !== this.#text.length) {
      throw this.#problem('more after the value', 'nothing after it');
    }
    return value;
  }

  #value(depth) {
    this.#values++;
    if (this.#values > this.#limits.maxValues) {
      throw this.#problem(`value number ${this.#values}`, `at most ${this.#limits.maxValues} values`);
    }
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(this.#inside(depth));
      case '[':
        return this.#array(this.#inside(depth));
      case '"':
        return this.#string();
      case 't':
        return this.#literal('true', true);
      case 'f':
        return this.#literal('false', false);
      case 'n':
        return this.#literal('null', null);
      default:
        return this.#number();
    }
  }

  #inside(depth) {
    if (depth >= this.#limits.maxDepth) {
      throw this.#problem(`depth ${depth + 1}`, `at most ${this.#limits.maxDepth}`);
    }
    return depth + 1;
  }

  #array(depth) {
    const items = [];
    this.#at++;
    if (this.#take(']')) {
      return Object.freeze(items);
    }
    do {
      items.push(this.#value(depth));
    } while (this.#take(','));
    this.#expect(']');
    return Object.freeze(items);
  }

  /** Each name is above the one before it, so none stands twice. */
  #object(depth) {
    const members = new Map();
    this.#at++;
    if (this.#take('}')) {
      return members;
    }
    let last;
    do {
      const start = this.#at;
      const name = this.#name();
      if (last !== undefined && !(last < name)) {
        this.#at = start;
        throw last === name
          ? this.#problem(`name ${quoted(name)} twice`, 'each once')
          : this.#notCanonical();
      }
      last = name;
      this.#expect(':');
      members.set(name, this.#value(depth));
    } while (this.#take(','));
    this.#expect('}');
    return members;
  }

  #name() {
    if (this.#text[this.#at] !== '"') {
      throw this.#atEnd() ?? this.#problem('no name', 'the name of a member');
    }
    return this.#string();
  }

  #string() {
    this.#at++;
    let text = '';
    for (;;) {
      const plain = /[^"\\\u0000-\u001f]*/y;
      plain.lastIndex = this.#at;
      text += plain.exec(this.#text)[0];
      this.#at = plain.lastIndex;
      if (this.#take('"')) {
        return text;
      }
      if (this.#text[this.#at] !== '\\') {
        throw this.#atEnd() ?? this.#problem('a control character', 'it escaped');
      }
      text += this.#escape();
    }
  }

  #escape() {
    const short = SHORT_ESCAPES.get(this.#text[this.#at + 1]);
    if (short !== undefined) {
      this.#at += 2;
      return short;
    }
    const long = /\\u00([01][0-9a-f])/y;
    long.lastIndex = this.#at;
    const found = long.exec(this.#text);
    const meant = found && String.fromCharCode(Number.parseInt(found[1], 16));
    if (meant === null || WRITTEN.has(meant)) {
      throw this.#notCanonical();
    }
    this.#at = long.lastIndex;
    return meant;
  }

  #number() {
    const form = /-?[0-9]+/y;
    form.lastIndex = this.#at;
    const found = form.exec(this.#text)?.[0];
    if (found === undefined) {
      throw this.#atEnd() ?? this.#problem('not JSON', 'a JSON token');
    }
    const digits = found.startsWith('-') ? found.slice(1) : found;
    if (digits.length > MOST_DIGITS) {
      throw this.#problem('number too long', `at most ${MOST_DIGITS} digits`);
    }
    const value = Number(found);
    if (!Number.isSafeInteger(value)) {
      throw this.#problem('number out of range', '|n| < 2^53');
    }
    if (found !== String(value)) {
      throw this.#problem('number in another form', 'no -0 and no leading zero');
    }
    this.#at = form.lastIndex;
    if (/[.eE]/.test(this.#text[this.#at] ?? '')) {
      throw this.#problem('number with a fraction or an exponent', 'an integer');
    }
    return value;
  }

  #literal(word, value) {
    if (!this.#text.startsWith(word, this.#at)) {
      throw this.#problem('not JSON', 'a JSON token');
    }
    this.#at += word.length;
    return value;
  }

  #take(character) {
    const there = this.#text[this.#at] === character;
    this.#at += there ? 1 : 0;
    return there;
  }

  #expect(character) {
    if (!this.#take(character)) {
      throw this.#atEnd() ?? this.#notCanonical();
    }
  }

  #atEnd() {
    return this.#at < this.#text.length
      ? undefined
      : this.#problem('the document ends early', 'its end');
  }

  #notCanonical() {
    return new Malformed(`not canonical at byte ${this.#byte()}, ${WANT}`);
  }

  #problem(found, wanted) {
    return new Malformed(`${found} at byte ${this.#byte()}, want ${wanted}`);
  }

  #byte() {
    return new TextEncoder().encode(this.#text.slice(0, this.#at)).length;
  }
}

/**
 * The one encoding of a value, which `parseJson` reads back under the same limits. A value that has
 * none, or is outside of the limits, is a bug of the caller: a RangeError.
 *
 * @param {unknown} value as the reader hands on; a bigint stands for its number
 * @param {ReturnType<typeof jsonLimits>} limits
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
