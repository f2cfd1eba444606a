package dev.solvent.attest.secp256k1;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/** Checks signatures on secp256k1. Public keys are points as bytes. Without state: any thread. */
public final class Secp256k1 {
  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");
  private static final ECCurve CURVE = PARAMETERS.getCurve();
  private static final ECPoint G = PARAMETERS.getG();

  public static final BigInteger ORDER = PARAMETERS.getN();
  private static final BigInteger FIELD = CURVE.getField().getCharacteristic();

  private Secp256k1() {}

  /** Whether these are a point in its compressed form, or in its full one where that may be. */
  public static boolean isPublicKey(byte[] key, boolean fullToo) {
    return point(key).isPresent() && (key.length == 33 || fullToo);
  }

  /** A point as 33 bytes that begin with 2 or 3, or as 65 that begin with 4. */
  private static Optional<ECPoint> point(byte[] key) {
    boolean compressed = key.length == 33 && (key[0] == 2 || key[0] == 3);
    if (!compressed && !(key.length == 65 && key[0] == 4)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CURVE.decodePoint(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the key signed the 32 bytes. */
  public static boolean verifies(byte[] publicKey, Hash signed, EcdsaSignature signature) {
    Optional<ECPoint> key = point(publicKey);
    if (key.isEmpty()) {
      return false;
    }
    BigInteger inverse = signature.s().modInverse(ORDER);
    BigInteger u1 = number(signed).multiply(inverse).mod(ORDER);
    BigInteger u2 = signature.r().multiply(inverse).mod(ORDER);
    ECPoint sum = ECAlgorithms.sumOfTwoMultiplies(G, u1, key.get(), u2).normalize();
    return !sum.isInfinity()
        && sum.getAffineXCoord().toBigInteger().mod(ORDER).equals(signature.r());
  }

  /**
   * The key that made the signature, 65 bytes that begin with 4. The id's lowest bit says which of
   * two points R is, the next whether its x went past the order.
   */
  public static Optional<byte[]> recover(Hash signed, EcdsaSignature signature, int recoveryId) {
    BigInteger x = (recoveryId & 2) == 0 ? signature.r() : signature.r().add(ORDER);
    if (x.compareTo(FIELD) >= 0) {
      return Optional.empty();
    }
    Optional<ECPoint> r = point(prefixed(2 + (recoveryId & 1), x));
    if (r.isEmpty()) {
      return Optional.empty();
    }
    BigInteger inverse = signature.r().modInverse(ORDER);
    BigInteger u1 = number(signed).negate().multiply(inverse).mod(ORDER);
    BigInteger u2 = signature.s().multiply(inverse).mod(ORDER);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(G, u1, r.get(), u2).normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(key.getEncoded(false));
  }

  /** The 33 bytes of a key given as 65. */
  public static byte[] compressed(byte[] full) throws MalformedException {
    return point(full)
        .orElseThrow(() -> new MalformedException("no point of secp256k1, want one"))
        .getEncoded(true);
  }

  /** BIP-340, "Verification": R and s of 32 bytes each, the key an x coordinate. */
  public static boolean verifiesSchnorr(byte[] xOnlyKey, byte[] message, byte[] signature) {
    if (xOnlyKey.length != 32 || signature.length != 64) {
      return false;
    }
    byte[] rBytes = Arrays.copyOf(signature, 32);
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    Optional<ECPoint> key = evenPoint(xOnlyKey);
    if (key.isEmpty()
        || new BigInteger(1, rBytes).compareTo(FIELD) >= 0
        || s.compareTo(ORDER) >= 0) {
      return false;
    }
    BigInteger e = number(tagged("BIP0340/challenge", rBytes, xOnlyKey, message)).mod(ORDER);
    ECPoint r =
        ECAlgorithms.sumOfTwoMultiplies(G, s, key.get(), ORDER.subtract(e).mod(ORDER)).normalize();
    return !r.isInfinity()
        && !r.getAffineYCoord().testBitZero()
        && Arrays.equals(rBytes, r.getAffineXCoord().getEncoded());
  }

  /** BIP-340, "lift_x": the point of that x whose y is even. */
  private static Optional<ECPoint> evenPoint(byte[] x) {
    return point(prefixed(2, new BigInteger(1, x)));
  }

  private static byte[] prefixed(int first, BigInteger x) {
    byte[] out = new byte[33];
    out[0] = (byte) first;
    byte[] bytes = x.toByteArray();
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, out, 33 - length, length);
    return out;
  }

  /** BIP-340, "Design": a SHA-256 that no other use can run into. */
  public static Hash tagged(String tag, byte[]... parts) {
    byte[] tagHash = sha256().digest(tag.getBytes(StandardCharsets.UTF_8));
    MessageDigest digest = sha256();
    digest.update(tagHash);
    digest.update(tagHash);
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Hash.of(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static BigInteger number(Hash hash) {
    return new BigInteger(1, hash.toBytes());
  }
}
