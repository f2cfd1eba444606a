package dev.solvent.attest.evm;

import dev.solvent.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * EIP-712 for structs without structs inside: the members in their order, then the hash. One
 * struct.
 */
public final class TypedData {
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  private TypedData(String type) {
    encoded.writeBytes(Keccak256.hash(utf8(type)).toBytes());
  }

  /** By its type, such as {@code Mail(address from,string contents)}. */
  public static TypedData struct(String type) {
    return new TypedData(type);
  }

  public TypedData text(String value) {
    encoded.writeBytes(Keccak256.hash(utf8(value)).toBytes());
    return this;
  }

  public TypedData number(BigInteger value) {
    encoded.writeBytes(StorageSlots.of(value).toBytes());
    return this;
  }

  public TypedData word(Hash value) {
    encoded.writeBytes(value.toBytes());
    return this;
  }

  public Hash hash() {
    return Keccak256.hash(encoded.toByteArray());
  }

  /** What is signed, for this struct in that domain. */
  public Hash signedIn(TypedData domain) {
    return Keccak256.hash(new byte[] {0x19, 0x01}, domain.hash().toBytes(), hash().toBytes());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
