package dev.solvent.attest.secp256k1;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;

/** The two numbers of an ECDSA signature: in range, and S in the lower half of the order. */
public record EcdsaSignature(BigInteger r, BigInteger s) {
  private static final BigInteger HALF = Secp256k1.ORDER.shiftRight(1);
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  public EcdsaSignature {
    if (!isInRange(r, s)) {
      throw new IllegalArgumentException("signature out of range, want 0 < r < n, 0 < s <= n/2");
    }
  }

  private static boolean isInRange(BigInteger r, BigInteger s) {
    return r.signum() > 0
        && r.compareTo(Secp256k1.ORDER) < 0
        && s.signum() > 0
        && s.compareTo(HALF) <= 0;
  }

  private static EcdsaSignature of(BigInteger r, BigInteger s) throws MalformedException {
    if (!isInRange(r, s)) {
      throw new MalformedException("signature out of range, want 0 < r < n and 0 < s <= n/2");
    }
    return new EcdsaSignature(r, s);
  }

  /** R and S of 32 bytes each. */
  public static EcdsaSignature parseFixed(byte[] rs) throws MalformedException {
    if (rs.length != 64) {
      throw new MalformedException("signature of " + rs.length + " bytes, want 64");
    }
    return of(
        new BigInteger(1, Arrays.copyOf(rs, 32)),
        new BigInteger(1, Arrays.copyOfRange(rs, 32, 64)));
  }

  /** DER in its one spelling: a sequence of two integers, each as short as it can be. */
  public static EcdsaSignature parseDer(byte[] der) throws MalformedException {
    OctetReader in = new OctetReader(der);
    if (der.length > 72 || in.u8() != SEQUENCE || in.u8() != in.left()) {
      throw new MalformedException("signature of " + der.length + " bytes, want strict DER");
    }
    EcdsaSignature signature = of(integer(in), integer(in));
    in.end();
    return signature;
  }

  private static BigInteger integer(OctetReader in) throws MalformedException {
    if (in.u8() != INTEGER) {
      throw new MalformedException("another tag, want an integer of DER");
    }
    int length = in.u8();
    byte[] bytes = in.take(length);
    if (length == 0 || !Arrays.equals(bytes, new BigInteger(bytes).toByteArray())) {
      throw new MalformedException("an integer of " + length + " bytes, want the shortest DER");
    }
    return new BigInteger(bytes);
  }
}
