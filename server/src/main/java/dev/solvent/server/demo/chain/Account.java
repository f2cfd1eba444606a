package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;

/** What the state holds of one account. */
record Account(BigInteger nonce, BigInteger wei, Octets code, Storage storage) {
  static final Account NONE =
      new Account(BigInteger.ZERO, BigInteger.ZERO, Octets.EMPTY, Storage.EMPTY);

  Account {
    Uint.word(wei);
    if (nonce.signum() < 0 || nonce.bitLength() > 64) {
      throw new IllegalArgumentException("nonce " + nonce + ", want 0 <= nonce < 2^64");
    }
  }

  Account withNonce(BigInteger other) {
    return new Account(other, wei, code, storage);
  }

  Account withWei(BigInteger other) {
    return new Account(nonce, other, code, storage);
  }

  Account withCode(Octets other) {
    return new Account(nonce, wei, other, storage);
  }

  Account with(Hash slot, BigInteger word) {
    return new Account(nonce, wei, code, storage.with(slot, word));
  }

  /** EIP-161: such an account is not in the state. */
  boolean isEmpty() {
    return nonce.signum() == 0 && wei.signum() == 0 && code.length() == 0;
  }

  Hash codeHash() {
    return Keccak256.hash(code.toBytes());
  }

  Rlp rlp() {
    return Rlp.list(
        Rlp.of(nonce),
        Rlp.of(wei),
        Rlp.of(storage.trie().root().toBytes()),
        Rlp.of(codeHash().toBytes()));
  }
}
