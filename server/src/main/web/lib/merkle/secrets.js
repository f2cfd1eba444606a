/**
 * The keys of one customer. Not plain bytes, so that neither a log line nor a saved record shows one
 * by accident: the bytes leave through `expose`, which a search finds.
 */
import { equalBytes, u64 } from '../bytes.js';
import { parse32, sha256 } from '../hash.js';

class Secret {
  #bytes;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    if (bytes.length !== 32) {
      throw new RangeError(`secret of ${bytes.length} bytes, want 32`);
    }
    this.#bytes = bytes.slice();
  }

  /** A copy of the secret bytes, for where they must be sent or hashed. */
  expose() {
    return this.#bytes.slice();
  }

  /** Both are in the hands of whoever compares them, so it may take as long as it takes. */
  equals(other) {
    return other.constructor === this.constructor && equalBytes(this.#bytes, other.expose());
  }
}

/** One customer's key for one epoch: whoever is shown it learns that epoch and no other. */
export class AccountKey extends Secret {
  static parse(text) {
    return new AccountKey(parse32('account key', text));
  }
}

/** One customer's key for every epoch; it stands in the account link and nowhere else. */
export class CustomerKey extends Secret {
  static parse(text) {
    return new CustomerKey(parse32('customer key', text));
  }

  /** H(0x05 ‖ customerKey ‖ u64 epoch). @param {number} epoch @returns {AccountKey} */
  accountKey(epoch) {
    return new AccountKey(sha256(Uint8Array.of(0x05), this.expose(), u64(epoch)));
  }
}
