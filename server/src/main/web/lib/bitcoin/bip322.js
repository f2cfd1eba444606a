/**
 * BIP-322, the forms "simple" and "full"; the former also without its prefix, and for an address of a
 * key's hash the older 65 bytes, as the BIP says.
 */
import { parseBase64 } from '../base64.js';
import { equalBytes } from '../bytes.js';
import { scriptBytes } from '../caip/address.js';
import { Malformed } from '../malformed.js';
import { requireInput } from './input-check.js';
import { Refusal, outcomeOf } from './refusal.js';
import { checkSignedMessage } from './signed-message.js';
import { fullForm, simpleForm, toSpend } from './to-sign.js';

const SIMPLE = 'smp';
const FULL = 'ful';
const PROOF_OF_FUNDS = 'pof';

/** More than sixteen signatures and a script of sixteen keys have. */
const MAX_BYTES = 10_000;

const MAX_CHARACTERS = 3 + Math.floor(MAX_BYTES / 3) * 4 + 4;

/**
 * @param {import('../caip/address.js').BitcoinAddress} address
 * @param {string} message
 * @param {string} signature
 * @returns {import('./refusal.js').MessageOutcome}
 */
export function checkBip322(address, message, signature) {
  if (isLegacy(address, signature)) {
    return checkSignedMessage(address, message, signature);
  }
  return outcomeOf(() => {
    const spent = toSpend(scriptBytes(address), message);
    const transaction = read(spent, signature);
    if (!equalBytes(transaction.spent, spent)) {
      throw new Refusal(
        'OTHER_MESSAGE',
        'a signature over another message or for another address',
      );
    }
    requireInput(address, transaction);
  });
}

function isLegacy(address, signature) {
  const prefixed = signature.startsWith(SIMPLE) || signature.startsWith(FULL);
  return address.kind === 'P2PKH' && !prefixed && signature.length === 88;
}

function read(spent, signature) {
  if (signature.length > MAX_CHARACTERS) {
    throw new Malformed(
      `signature of ${signature.length} characters, want at most ${MAX_CHARACTERS}`,
    );
  }
  if (signature.startsWith(PROOF_OF_FUNDS)) {
    throw new Refusal('UNSUPPORTED_FORM', 'a proof of funds, want the form simple or full');
  }
  if (signature.startsWith(FULL)) {
    return fullForm(parseBase64(signature.slice(FULL.length)));
  }
  const witness = signature.startsWith(SIMPLE) ? signature.slice(SIMPLE.length) : signature;
  return simpleForm(spent, parseBase64(witness));
}
