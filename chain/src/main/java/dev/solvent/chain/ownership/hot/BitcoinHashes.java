package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** What Bitcoin makes of bytes. */
final class BitcoinHashes {
  private BitcoinHashes() {}

  static byte[] sha256(byte[] bytes) {
    return Digests.sha256(bytes).toBytes();
  }

  static Hash twice(byte[] bytes) {
    return Digests.sha256(sha256(bytes));
  }

  /** RIPEMD-160 of SHA-256. */
  static Octets hash160(byte[] bytes) {
    byte[] inner = sha256(bytes);
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(inner, 0, inner.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return Octets.of(out);
  }

  /** Witness version 0 with the hash of this key. */
  static byte[] witnessScript(byte[] publicKey) {
    return new Transaction().number(0x1400, 2).bytes(hash160(publicKey).toBytes()).toBytes();
  }
}
