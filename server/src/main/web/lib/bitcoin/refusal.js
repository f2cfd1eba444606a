/**
 * Why a message is not signed. It ends a check at its first failure and never leaves this folder but
 * as an outcome.
 *
 * - MALFORMED: the signature is not what its format says.
 * - UNSUPPORTED_FORM: a form of signature that we do not read, such as a proof of funds.
 * - UNSUPPORTED_SCRIPT: a script that is none of the known ones.
 * - UNSUPPORTED_SIGHASH: a signature that leaves part of what it signs open.
 * - OTHER_MESSAGE: it was made for another message or address.
 * - NOT_SIGNED: the key or script is not the address's, or the signature not the key's.
 */
import { Malformed } from '../malformed.js';

/**
 * @typedef {'MALFORMED'|'UNSUPPORTED_FORM'|'UNSUPPORTED_SCRIPT'|'UNSUPPORTED_SIGHASH'|
 *   'OTHER_MESSAGE'|'NOT_SIGNED'} Reason
 * @typedef {Readonly<{signed: true} | {signed: false, reason: Reason, detail: string}>} MessageOutcome
 */

export class Refusal extends Error {
  /** @param {Reason} reason @param {string} detail */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/** @param {string} detail */
export function notSigned(detail) {
  return new Refusal('NOT_SIGNED', detail);
}

/**
 * The outcome of a check that throws where it refuses.
 *
 * @param {() => void} check
 * @returns {MessageOutcome}
 */
export function outcomeOf(check) {
  try {
    check();
    return Object.freeze({ signed: true });
  } catch (error) {
    if (error instanceof Refusal || error instanceof Malformed) {
      const reason = error instanceof Refusal ? error.reason : 'MALFORMED';
      return Object.freeze({ signed: false, reason, detail: error.message });
    }
    throw error;
  }
}
