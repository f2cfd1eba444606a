/**
 * Ends the check of ownership at its first failure; it never leaves this folder but as an outcome.
 * The reasons are those of docs/spec/ownership.md, section 6.
 */
export class Refusal extends Error {
  /** @param {string} reason @param {string} detail */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}
