/**
 * Chains by CAIP-2: `eip155:1`, or `bip122:` and half of a known genesis hash
 * (docs/spec/identifiers.md, section 2). A chain that is not known is refused: an address that
 * nobody decoded cannot be compared.
 */
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';

/**
 * What a chain has of its own among those whose addresses and messages are otherwise Bitcoin's.
 *
 * @typedef {Readonly<{coinType: number, keyHashVersion: number, scriptHashVersion: number,
 *   humanPart: string, messageMagic: string}>} BitcoinChain
 * @typedef {Readonly<{text: string, isEvm: boolean, reference: string,
 *   bitcoin: ?BitcoinChain}>} ChainId
 */

const row = (coinType, keyHashVersion, scriptHashVersion, humanPart, name) =>
  Object.freeze({
    coinType,
    keyHashVersion,
    scriptHashVersion,
    humanPart,
    // What wallets hash before a message, so that no transaction can pass for one.
    messageMagic: name + ' Signed Message:\n',
  });

/** @type {ReadonlyMap<string, BitcoinChain>} */
const BITCOIN_LIKE = new Map([
  ['000000000019d6689c085ae165831e93', row(0, 0x00, 0x05, 'bc', 'Bitcoin')],
  ['000000000933ea01ad0ee984209779ba', row(1, 0x6f, 0xc4, 'tb', 'Bitcoin')],
  ['0f9188f13cb7b2c71f2a335e3a4fc328', row(1, 0x6f, 0xc4, 'bcrt', 'Bitcoin')],
  ['12a765e31ffd4059bada1e25190f6e98', row(2, 0x30, 0x32, 'ltc', 'Litecoin')],
  ['530827f38f93b43ed12af0b3ad25a288', row(1, 0x6f, 0x3a, 'rltc', 'Litecoin')],
]);

const EVM_REFERENCE = /^[1-9][0-9]{0,31}$/;

/**
 * @param {string} text
 * @returns {ChainId}
 */
export function parseChain(text) {
  const colon = text.indexOf(':');
  const namespace = text.slice(0, Math.max(colon, 0));
  const reference = text.slice(colon + 1);
  if (namespace === 'eip155' && EVM_REFERENCE.test(reference)) {
    return Object.freeze({ text, isEvm: true, reference, bitcoin: null });
  }
  const bitcoin = namespace === 'bip122' ? BITCOIN_LIKE.get(reference) : undefined;
  if (bitcoin === undefined) {
    throw new Malformed(
      `chain ${quoted(text)}, want eip155 and a number, or bip122 and the genesis hash of a known chain`,
    );
  }
  return Object.freeze({ text, isEvm: false, reference, bitcoin });
}
