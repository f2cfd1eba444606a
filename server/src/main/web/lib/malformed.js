/**
 * Bytes or text that cannot be read as what they should be. The message says what was found and
 * what is wanted. It is never a verdict of a check, and nothing else may be taken for it.
 */
export class Malformed extends Error {
  /** @param {string} message found, want wanted */
  constructor(message) {
    super(message);
    this.name = 'Malformed';
  }
}

/**
 * What a reader makes of this input, or undefined where it is malformed. Any other error is a bug
 * and is thrown on.
 *
 * @template T
 * @param {() => T} reader
 * @returns {T | undefined}
 */
export function readOrNone(reader) {
  try {
    return reader();
  } catch (error) {
    if (error instanceof Malformed) {
      return undefined;
    }
    throw error;
  }
}
