/** An account by CAIP-10: `eip155:1:0x52…` or `bip122:…:bc1q…`, its address decoded. */
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { parseBitcoinAddress, parseEvmAddress, scriptOf } from './address.js';
import { parseChain } from './chain.js';

/**
 * `decoded` is what two spellings of one account have in common, its chain and its bytes in hex:
 * by this, and never by its text, an account is found to stand in a list twice.
 *
 * @typedef {Readonly<{chain: import('./chain.js').ChainId, address: string, text: string,
 *   bytes: string, decoded: string}>} AccountRef
 */

/**
 * @param {string} text
 * @returns {AccountRef}
 */
export function parseAccount(text) {
  const colon = text.lastIndexOf(':');
  if (colon < 0) {
    throw new Malformed(`account ${quoted(text)}, want chain:address`);
  }
  const chain = parseChain(text.slice(0, colon));
  const address = text.slice(colon + 1);
  const bytes = chain.isEvm
    ? parseEvmAddress(address).slice(2)
    : scriptOf(parseBitcoinAddress(chain, address));
  return Object.freeze({ chain, address, text, bytes, decoded: chain.text + ' ' + bytes });
}
