/**
 * BIP-137: 65 bytes, of which the first says what kind of address the recovered key is to give. A
 * kind other than the address's is refused, though some wallets write it.
 */
import { parseBase64 } from '../base64.js';
import { concat, hex, utf8 } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { compressed, parseFixedSignature, recover } from '../secp256k1.js';
import { hash160, hashTwice } from './hashes.js';
import { Refusal, notSigned, outcomeOf } from './refusal.js';
import { witnessKeyHashScript } from './scripts.js';
import { sized } from './wire.js';

const BYTES = 65;
const P2PKH_FULL = 27;
const P2PKH = 31;
const P2SH_P2WPKH = 35;
const P2WPKH = 39;
const END = 43;

/**
 * @param {import('../caip/address.js').BitcoinAddress} address
 * @param {string} message
 * @param {string} signature
 * @returns {import('./refusal.js').MessageOutcome}
 */
export function checkSignedMessage(address, message, signature) {
  return outcomeOf(() => {
    const bytes = parseBase64(signature);
    const signed = magicHash(address.chain.bitcoin.messageMagic, message);
    requireSigned(address, signed, bytes);
  });
}

/** What is signed: magic and message, each with its length, hashed twice. @returns {Uint8Array} */
export function magicHash(magic, message) {
  return hashTwice(concat(sized(utf8(magic)), sized(utf8(message))));
}

function requireSigned(address, signed, bytes) {
  if (bytes.length !== BYTES) {
    throw new Malformed(`signature of ${bytes.length} bytes, want ${BYTES}`);
  }
  const header = bytes[0];
  if (header < P2PKH_FULL || header >= END) {
    throw new Malformed(`signature with header ${header}, want 27 to 42`);
  }
  const rs = parseFixedSignature(bytes.slice(1));
  const key = recover(signed, rs, (header - P2PKH_FULL) & 3);
  if (key === null) {
    throw notSigned('a signature that belongs to no key');
  }
  const wanted = kindOf(header);
  if (address.kind !== wanted) {
    throw new Refusal(
      'UNSUPPORTED_SCRIPT',
      `header ${header} for an address of ${address.kind}, want ${wanted}`,
    );
  }
  if (address.program !== hex(programOf(header, key))) {
    throw notSigned('signed by another key or over another message');
  }
}

function kindOf(header) {
  if (header >= P2WPKH) {
    return 'P2WPKH';
  }
  return header >= P2SH_P2WPKH ? 'P2SH' : 'P2PKH';
}

function programOf(header, fullKey) {
  if (header < P2PKH) {
    return hash160(fullKey);
  }
  const keyHash = hash160(compressed(fullKey));
  return kindOf(header) === 'P2SH' ? hash160(witnessKeyHashScript(keyHash)) : keyHash;
}
