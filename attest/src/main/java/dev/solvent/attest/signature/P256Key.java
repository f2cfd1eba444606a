package dev.solvent.attest.signature;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An ECDSA key on P-256 with SHA-256, for what an HSM holds. Its encoding is the uncompressed
 * point; a signature is accepted in the one DER form that {@link EcdsaSignature} has.
 */
public final class P256Key implements VerifyingKey {
  /** SEQUENCE { SEQUENCE { ecPublicKey, prime256v1 }, BIT STRING of 66 bytes, none unused }, 04. */
  private static final byte[] SPKI_PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int COORDINATE = 32;

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final byte[] spki;
  private final PublicKey key;
  private final Hash id;

  private P256Key(byte[] spki, PublicKey key) {
    this.spki = spki;
    this.key = key;
    id = Digests.sha256(spki);
  }

  static boolean isSpki(byte[] der) {
    return der.length == SPKI_PREFIX.length + 2 * COORDINATE
        && Arrays.equals(der, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
  }

  static P256Key ofSpki(byte[] der) throws MalformedException {
    int at = SPKI_PREFIX.length;
    BigInteger x = new BigInteger(1, der, at, COORDINATE);
    BigInteger y = new BigInteger(1, der, at + COORDINATE, COORDINATE);
    if (!isOnCurve(x, y)) {
      throw new MalformedException("P-256 key whose point is not on the curve, want one that is");
    }
    try {
      byte[] copy = der.clone();
      return new P256Key(copy, Platform.publicKey("EC", copy));
    } catch (InvalidKeySpecException e) {
      throw new MalformedException("P-256 key that this platform refuses, want a usable one", e);
    }
  }

  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger right = x.modPow(THREE, P).subtract(x.multiply(THREE)).add(B);
    return x.compareTo(P) < 0
        && y.compareTo(P) < 0
        && y.multiply(y).subtract(right).mod(P).signum() == 0;
  }

  @Override
  public byte[] spki() {
    return spki.clone();
  }

  @Override
  public Hash id() {
    return id;
  }

  @Override
  public boolean verify(byte[] message, byte[] signature) {
    if (!EcdsaSignature.isStrict(signature)) {
      return false;
    }
    return Platform.verify("SHA256withECDSA", key, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof P256Key that && Arrays.equals(spki, that.spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  @Override
  public String toString() {
    return "P-256 " + id;
  }
}
