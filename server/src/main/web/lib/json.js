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
import { fromUtf8 } from './bytes.js';
import { JsonDocument } from './json-document.js';

export { jsonObject, printJson } from './json-printer.js';

/** Deeper than any format needs, and far from what a stack holds. */
const DEEPEST = 100;

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
  return new JsonDocument(fromUtf8(bytes), limits).read();
}
