package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A wallet's signature: {@code 0x} and R, S and V, 65 bytes in lower-case hex. V is 27 or 28, or 0
 * or 1 as some hardware wallets say it; S is in the lower half.
 */
public record EvmSignature(EcdsaSignature rs, int recoveryId) {
  public EvmSignature {
    if (recoveryId != 0 && recoveryId != 1) {
      throw new IllegalArgumentException("recovery id " + recoveryId + ", want 0 or 1");
    }
  }

  public static EvmSignature parse(String text) throws MalformedException {
    if (text.length() != 132 || !text.startsWith("0x")) {
      throw new MalformedException(
          "signature of " + text.length() + " characters, want 0x and 130 lower-case hex digits");
    }
    byte[] bytes = Octets.parseHex(text.substring(2)).toBytes();
    int v = bytes[64] & 0xFF;
    int recoveryId = v >= 27 ? v - 27 : v;
    if (recoveryId > 1) {
      throw new MalformedException("signature with v " + v + ", want 27, 28, 0 or 1");
    }
    return new EvmSignature(EcdsaSignature.parseFixed(Arrays.copyOf(bytes, 64)), recoveryId);
  }

  /** Whose key signed the hash; none where the numbers belong to no key. */
  public Optional<EvmAddress> signer(Hash signed) {
    return Secp256k1.recover(signed, rs, recoveryId).map(EvmSignature::address);
  }

  /** The last 20 bytes of the hash of a key's two coordinates. */
  private static EvmAddress address(byte[] fullKey) {
    byte[] hash = Keccak256.hash(Arrays.copyOfRange(fullKey, 1, 65)).toBytes();
    return new EvmAddress(Octets.of(Arrays.copyOfRange(hash, 12, 32)));
  }
}
