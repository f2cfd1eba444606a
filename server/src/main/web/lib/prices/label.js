/** The name that an operator gives to a source, a custodian, a scenario; it has one spelling. */
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';

const FORM = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** @param {string} text @returns {string} the same */
export function parseLabel(text) {
  if (!FORM.test(text)) {
    throw new Malformed(`name ${quoted(text)}, want [a-z0-9][a-z0-9.-]{0,63}`);
  }
  return text;
}
