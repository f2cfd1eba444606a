/** An asset by CAIP-19: a chain's own coin (`slip44`) or a token (`erc20`). */
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { parseEvmAddress } from './address.js';
import { parseChain } from './chain.js';

/**
 * `decoded` is the asset that is meant, by which alone two are compared: a chain has one coin of
 * its own, whatever number names it. `token` is a token's address, and null for a coin.
 *
 * @typedef {Readonly<{chain: import('./chain.js').ChainId, token: ?string, text: string,
 *   decoded: string}>} AssetRef
 */

const COIN_TYPE = /^(0|[1-9][0-9]{0,9})$/;

/**
 * @param {string} text
 * @returns {AssetRef}
 */
export function parseAsset(text) {
  const slash = text.indexOf('/');
  const colon = text.indexOf(':', Math.max(slash, 0));
  if (slash < 0 || colon < 0) {
    throw problem(text);
  }
  const chain = parseChain(text.slice(0, slash));
  const namespace = text.slice(slash + 1, colon);
  const reference = text.slice(colon + 1);
  if (namespace === 'slip44' && isCoin(chain, reference)) {
    return Object.freeze({ chain, token: null, text, decoded: chain.text + ' coin' });
  }
  if (namespace === 'erc20' && chain.isEvm) {
    const token = parseEvmAddress(reference);
    return Object.freeze({ chain, token, text, decoded: chain.text + ' ' + token });
  }
  throw problem(text);
}

function isCoin(chain, reference) {
  return (
    COIN_TYPE.test(reference) &&
    (chain.bitcoin === null || reference === String(chain.bitcoin.coinType))
  );
}

function problem(text) {
  return new Malformed(
    `asset ${quoted(text)}, want slip44 and the chain's coin, or erc20 on eip155`,
  );
}

/**
 * One asset in one account, as both are decoded: two spellings of it are one place.
 *
 * @param {import('./account.js').AccountRef} account
 * @param {AssetRef} asset
 * @returns {string}
 */
export function placeOf(account, asset) {
  return account.decoded + ' ' + asset.decoded;
}
