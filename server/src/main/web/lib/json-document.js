/** One document of canonical JSON that is being read, from its first character to its last. */
import { Malformed } from './malformed.js';
import { isWrittenShort, SHORT_ESCAPES } from './json-printer.js';
import { quoted } from './quoted.js';

/** As many as 9007199254740991 has. */
const MOST_DIGITS = 16;

const WANT = 'want no white space, sorted names and the shortest escapes (RFC 8785)';

export class JsonDocument {
  #text;
  #limits;
  #at = 0;
  #values = 0;

  /** @param {string} text @param {{maxDepth: number, maxValues: number}} limits */
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
    if (meant === null || isWrittenShort(meant)) {
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
