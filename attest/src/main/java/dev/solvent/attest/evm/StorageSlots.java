package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;

/** Where a contract keeps its variables: 32-byte slots, a mapping's by a hash of slot and key. */
public final class StorageSlots {
  private StorageSlots() {}

  /** The slot of that number, below 2^256. */
  public static Hash of(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("slot " + number + ", want 0 <= slot < 2^256");
    }
    return Hash.of(padded(number.toByteArray()));
  }

  public static Hash of(long number) {
    return of(BigInteger.valueOf(number));
  }

  /** {@code mapping[key]} as Solidity lays it out. */
  public static Hash solidityMapping(Hash mapping, EvmAddress key) {
    return Keccak256.hash(padded(key.bytes().toBytes()), mapping.toBytes());
  }

  /** {@code mapping[key]} as Vyper lays it out. */
  public static Hash vyperMapping(Hash mapping, EvmAddress key) {
    return Keccak256.hash(mapping.toBytes(), padded(key.bytes().toBytes()));
  }

  /** To 32 bytes, zeros before; a sign byte of its own is left off. */
  private static byte[] padded(byte[] bytes) {
    byte[] word = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, word, 32 - length, length);
    return word;
  }
}
