/** Where a contract keeps its variables: 32-byte slots, a mapping's by a hash of slot and key. */
import { concat, hex, parseHex, unsigned } from '../bytes.js';
import { keccak256 } from './keccak.js';

/** The slot of that number, below 2^256, in hex. @param {number | bigint} number */
export function slotOf(number) {
  return hex(unsigned(number, 32));
}

/** `mapping[key]` as Solidity lays it out. @param {string} mapping @param {string} address */
export function soliditySlot(mapping, address) {
  return hex(keccak256(padded(address), parseHex(mapping)));
}

/** `mapping[key]` as Vyper lays it out. @param {string} mapping @param {string} address */
export function vyperSlot(mapping, address) {
  return hex(keccak256(parseHex(mapping), padded(address)));
}

/** An address as a word, zeros before. */
function padded(address) {
  return concat(new Uint8Array(12), parseHex(address.slice(2)));
}

/** The address in the low bits of a word, whatever stands above. @param {bigint} word */
export function addressIn(word) {
  return '0x' + slotOf(word).slice(24);
}
