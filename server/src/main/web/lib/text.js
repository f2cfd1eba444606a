/** Free text of a format: something to be seen, and no more than a length. */
import { Malformed } from './malformed.js';

/** White space as Java counts it, so that both refuse the same texts as blank. */
const BLANK =
  /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

/** @param {string} what @param {string} text @param {number} max */
export function requireText(what, text, max) {
  if (BLANK.test(text) || text.length > max) {
    throw new Malformed(`${what} of ${text.length} characters, want 1 to ${max}`);
  }
}
