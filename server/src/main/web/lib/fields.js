/**
 * The fields of one object, as a format's reader takes them: each by its name, of the type that it
 * wants. A field that is missing, of another type or taken by nobody is refused, with its path.
 *
 *     const point = readFields(bytes, LIMITS, (fields) => {
 *       const x = fields.text('x', parseAmount);
 *       const y = fields.text('y', parseAmount);
 *       return fields.build(() => makePoint(x, y));
 *     });
 */
import { Malformed } from './malformed.js';
import { parseJson } from './json.js';
import { oneLine, quoted } from './quoted.js';

const LONGEST_MESSAGE = 300;

/** Where alone a format may carry what this version does not know; nothing in it counts. */
const EXTENSIONS = 'extensions';

const NO_EXTENSIONS = new Map();

/**
 * Reads a file: canonical JSON, an object, every field taken.
 *
 * @template T
 * @param {Uint8Array} bytes
 * @param {{maxBytes: number, maxDepth: number, maxValues: number}} limits
 * @param {(fields: Fields) => T} reader
 * @returns {T}
 */
export function readFields(bytes, limits, reader) {
  return readObject('$', parseJson(bytes, limits), reader);
}

function readObject(path, value, reader) {
  if (!(value instanceof Map)) {
    throw problem(path, `${kind(value)}, want an object`);
  }
  const taken = new Set();
  const result = reader(new Fields(path, value, taken));
  for (const name of value.keys()) {
    if (!taken.has(name)) {
      throw problem(path, `unknown field ${quoted(name)}, want none but the known`);
    }
  }
  return result;
}

export class Fields {
  #path;
  #members;
  #taken;

  constructor(path, members, taken) {
    this.#path = path;
    this.#members = members;
    this.#taken = taken;
  }

  /** A text that is always the same, such as the format's name. */
  constant(name, wanted) {
    const found = this.text(name);
    if (found !== wanted) {
      throw this.malformed(name, `${quoted(found)}, want "${wanted}"`);
    }
  }

  /**
   * A text, or what a reader makes of it; what the reader refuses is refused with the path.
   *
   * @param {string} name
   * @param {(text: string) => any} [reader]
   */
  text(name, reader) {
    const value = this.#take(name, 'text');
    if (typeof value !== 'string') {
      throw this.malformed(name, `${kind(value)}, want text`);
    }
    return reader ? placed(this.#at(name), () => reader(value)) : value;
  }

  /** @returns {number} */
  integer(name, min, max) {
    const value = this.#take(name, 'a number');
    if (typeof value !== 'number') {
      throw this.malformed(name, `${kind(value)}, want a number`);
    }
    if (!(value >= min && value <= max)) {
      throw this.malformed(name, `${value}, want ${min} to ${max}`);
    }
    return value;
  }

  /** As `integer`, of what is counted with beyond 2^32: an index, a size. @returns {bigint} */
  index(name, min, max) {
    return BigInt(this.integer(name, min, max));
  }

  /** @returns {boolean} */
  truth(name) {
    const value = this.#take(name, 'true or false');
    if (typeof value !== 'boolean') {
      throw this.malformed(name, `${kind(value)}, want true or false`);
    }
    return value;
  }

  object(name, reader) {
    return readObject(this.#at(name), this.#take(name, 'an object'), reader);
  }

  /** As `object`; undefined where the field is absent. */
  optionalObject(name, reader) {
    return this.has(name) ? this.object(name, reader) : undefined;
  }

  /** As `text`; undefined where the field is absent. */
  optionalText(name, reader) {
    return this.has(name) ? this.text(name, reader) : undefined;
  }

  /** An array of objects; how many there are is looked at before any of them. */
  list(name, min, max, reader) {
    const value = this.#take(name, 'an array');
    if (!Array.isArray(value)) {
      throw this.malformed(name, `${kind(value)}, want an array`);
    }
    if (value.length < min || value.length > max) {
      throw this.malformed(name, `${value.length} items, want ${min} to ${max}`);
    }
    return Object.freeze(
      value.map((item, i) => readObject(`${this.#at(name)}[${i}]`, item, reader)),
    );
  }

  /** The `extensions` object, empty where there is none: an empty one is left out. */
  extensions() {
    if (!this.has(EXTENSIONS)) {
      return NO_EXTENSIONS;
    }
    const value = this.#take(EXTENSIONS, 'an object');
    if (!(value instanceof Map) || value.size === 0) {
      throw this.malformed(
        EXTENSIONS,
        `${kind(value)}, want an object that is not empty, or none`,
      );
    }
    return value;
  }

  has(name) {
    return this.#members.has(name);
  }

  /** Makes the whole; what its maker refuses is refused with this object's path. */
  build(maker) {
    return placed(this.#path, maker);
  }

  /** That a field is not what the format says, where only the format's reader can tell. */
  malformed(name, foundAndWanted) {
    return problem(this.#at(name), foundAndWanted);
  }

  #take(name, wanted) {
    if (!this.has(name)) {
      throw this.malformed(name, `missing, want ${wanted}`);
    }
    this.#taken.add(name);
    return this.#members.get(name);
  }

  #at(name) {
    return `${this.#path}.${name}`;
  }
}

function placed(path, maker) {
  try {
    return maker();
  } catch (error) {
    throw error instanceof Malformed ? problem(path, error.message) : error;
  }
}

function kind(value) {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (value instanceof Map) {
    return value.size === 0 ? 'an empty object' : 'an object';
  }
  return Array.isArray(value) ? 'an array' : typeof value === 'string' ? 'text' : 'a number';
}

/** One line without control characters, whatever a value's own message repeats of the input. */
function problem(where, foundAndWanted) {
  return new Malformed(`${where}: ${oneLine(foundAndWanted, LONGEST_MESSAGE)}`);
}
