/** Takes bytes off the front of a string of bytes, never more than there are. */
import { Malformed } from './malformed.js';
import { toUnsigned } from './bytes.js';

export class OctetReader {
  #source;
  #at = 0;

  /** @param {Uint8Array} source */
  constructor(source) {
    this.#source = source;
  }

  left() {
    return this.#source.length - this.#at;
  }

  u8() {
    return this.take(1)[0];
  }

  /** Big-endian, of so many bytes. @returns {bigint} */
  big(count) {
    return toUnsigned(this.take(count));
  }

  /** The least significant byte first. @returns {bigint} */
  little(count) {
    return toUnsigned(this.take(count).reverse());
  }

  /** A copy of the next bytes. @param {number} count @returns {Uint8Array} */
  take(count) {
    if (!Number.isSafeInteger(count) || count < 0 || count > this.left()) {
      throw new Malformed(`${count} bytes wanted where ${this.left()} are left`);
    }
    const taken = this.#source.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  end() {
    if (this.left() !== 0) {
      throw new Malformed(`${this.left()} bytes behind the end, want none`);
    }
  }
}
