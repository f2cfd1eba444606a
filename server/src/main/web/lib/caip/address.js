/** Addresses, decoded: 20 bytes on an EVM chain, a kind of script on one like Bitcoin. */
import { hex, parseHex } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { decodeBase58Check } from './base58.js';
import { parseBech32 } from './bech32.js';

/** @typedef {import('./chain.js').ChainId} ChainId */

/**
 * An address of a Bitcoin-like chain: the kind of its script and, in hex, what that commits to.
 *
 * @typedef {Readonly<{chain: ChainId, kind: 'P2PKH'|'P2SH'|'P2WPKH'|'P2WSH'|'P2TR',
 *   program: string}>} BitcoinAddress
 */

const EVM_FORM = /^0x[0-9a-f]{40}$/;

/**
 * An EVM address, which is its own text: `0x` and 40 lower-case hex digits.
 *
 * @param {string} text
 * @returns {string}
 */
export function parseEvmAddress(text) {
  if (!EVM_FORM.test(text)) {
    throw new Malformed(`address ${quoted(text)}, want 0x and 40 lower-case hex digits`);
  }
  return text;
}

/**
 * @param {ChainId} chain
 * @param {string} text
 * @returns {BitcoinAddress}
 */
export function parseBitcoinAddress(chain, text) {
  return text.startsWith(chain.bitcoin.humanPart + '1')
    ? witness(chain, parseBech32(text))
    : hashed(chain, decodeBase58Check(text));
}

const address = (chain, kind, bytes) => Object.freeze({ chain, kind, program: hex(bytes) });

function hashed(chain, payload) {
  if (payload.length !== 21) {
    throw new Malformed(`address of ${payload.length} bytes, want 21`);
  }
  const program = payload.slice(1);
  if (payload[0] === chain.bitcoin.keyHashVersion) {
    return address(chain, 'P2PKH', program);
  }
  if (payload[0] === chain.bitcoin.scriptHashVersion) {
    return address(chain, 'P2SH', program);
  }
  throw new Malformed(`address of version ${payload[0]}, want one of ${chain.text}`);
}

function witness(chain, { humanPart, version, program }) {
  if (humanPart !== chain.bitcoin.humanPart) {
    throw new Malformed(`address of another chain, want one of ${chain.text}`);
  }
  if (version === 0 && program.length === 20) {
    return address(chain, 'P2WPKH', program);
  }
  if (version === 0 && program.length === 32) {
    return address(chain, 'P2WSH', program);
  }
  if (version === 1 && program.length === 32) {
    return address(chain, 'P2TR', program);
  }
  throw new Malformed(
    `witness version ${version} of ${program.length} bytes, ` +
      'want version 0 of 20 or 32, or version 1 of 32',
  );
}

const SCRIPT = {
  P2PKH: (program) => '76a914' + program + '88ac',
  P2SH: (program) => 'a914' + program + '87',
  P2WPKH: (program) => '0014' + program,
  P2WSH: (program) => '0020' + program,
  P2TR: (program) => '5120' + program,
};

/**
 * What stands in an output that pays to the address, in hex.
 *
 * @param {BitcoinAddress} address
 * @returns {string}
 */
export function scriptOf({ kind, program }) {
  return SCRIPT[kind](program);
}

/**
 * @param {BitcoinAddress} address
 * @returns {Uint8Array}
 */
export function scriptBytes(address) {
  return parseHex(scriptOf(address));
}
