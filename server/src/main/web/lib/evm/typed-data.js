/** EIP-712 for structs without structs inside. */
import { concat, parseHex, utf8 } from '../bytes.js';
import { keccak256 } from './keccak.js';
import { slotOf } from './slots.js';

/** The members of a struct as EIP-712 encodes them, 32 bytes each. */
export const textMember = (text) => keccak256(utf8(text));
export const numberMember = (number) => parseHex(slotOf(number));
export const wordMember = (hash) => parseHex(hash);

/**
 * @param {string} type such as `Mail(address from,string contents)`
 * @param {...Uint8Array} members in their order
 */
export function structHash(type, ...members) {
  return keccak256(textMember(type), ...members);
}

/** What is signed, for this struct in that domain. @returns {Uint8Array} */
export function typedDataHash(domainHash, messageHash) {
  return keccak256(concat(Uint8Array.of(0x19, 0x01), domainHash, messageHash));
}
