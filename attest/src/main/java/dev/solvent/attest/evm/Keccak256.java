package dev.solvent.attest.evm;

import dev.solvent.merkle.Hash;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Ethereum's hash: Keccak with 256 bits, which is SHA-3 before its padding was changed. */
public final class Keccak256 {
  private Keccak256() {}

  public static Hash hash(byte[]... parts) {
    KeccakDigest digest = new KeccakDigest(256);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[Hash.BYTES];
    digest.doFinal(out, 0);
    return Hash.of(out);
  }
}
