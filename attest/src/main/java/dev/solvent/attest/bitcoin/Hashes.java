package dev.solvent.attest.bitcoin;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** Bitcoin's hashes. */
final class Hashes {
  private Hashes() {}

  /** SHA-256 twice. */
  static Hash twice(byte[] bytes) {
    return Digests.sha256(Digests.sha256(bytes).toBytes());
  }

  /** RIPEMD-160 of SHA-256: what an address has of a key or script. */
  static Octets hash160(byte[] bytes) {
    byte[] inner = Digests.sha256(bytes).toBytes();
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(inner, 0, inner.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return Octets.of(out);
  }
}
