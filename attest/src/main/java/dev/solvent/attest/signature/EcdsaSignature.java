package dev.solvent.attest.signature;

import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The one form of an ECDSA signature on P-256: DER without choice, and S in the lower half of the
 * order, as S and its negative would both verify.
 */
public final class EcdsaSignature {
  static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger HALF = ORDER.shiftRight(1);
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private EcdsaSignature() {}

  /** Whether these bytes are that form, with both numbers in range. */
  static boolean isStrict(byte[] der) {
    try {
      BigInteger[] rs = parse(der);
      return Arrays.equals(der, print(rs[0], rs[1]))
          && isIn(rs[0], ORDER)
          && rs[1].compareTo(HALF) <= 0
          && rs[1].signum() > 0;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** The same signature with the lower of the two S; for signers that do not choose. */
  public static byte[] lower(byte[] der) throws MalformedException {
    BigInteger[] rs = parse(der);
    if (!isIn(rs[0], ORDER) || !isIn(rs[1], ORDER)) {
      throw new MalformedException("ECDSA signature out of range, want 0 < r, s < n");
    }
    return print(rs[0], rs[1].compareTo(HALF) > 0 ? ORDER.subtract(rs[1]) : rs[1]);
  }

  private static boolean isIn(BigInteger value, BigInteger end) {
    return value.signum() > 0 && value.compareTo(end) < 0;
  }

  /** SEQUENCE of two INTEGERs, each with a one-byte length; the caller compares with the print. */
  private static BigInteger[] parse(byte[] der) throws MalformedException {
    if (der.length < 8 || der.length > 72 || der[0] != SEQUENCE || der[1] != der.length - 2) {
      throw notDer(der);
    }
    int rLength = der[3];
    int sAt = 4 + rLength;
    if (der[2] != INTEGER || rLength < 1 || sAt + 2 >= der.length || der[sAt] != INTEGER) {
      throw notDer(der);
    }
    int sLength = der[sAt + 1];
    if (sLength < 1 || sAt + 2 + sLength != der.length) {
      throw notDer(der);
    }
    return new BigInteger[] {
      new BigInteger(der, 4, rLength), new BigInteger(der, sAt + 2, sLength)
    };
  }

  private static byte[] print(BigInteger r, BigInteger s) {
    byte[] rBytes = r.toByteArray();
    byte[] sBytes = s.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SEQUENCE);
    out.write(4 + rBytes.length + sBytes.length);
    out.write(INTEGER);
    out.write(rBytes.length);
    out.writeBytes(rBytes);
    out.write(INTEGER);
    out.write(sBytes.length);
    out.writeBytes(sBytes);
    return out.toByteArray();
  }

  private static MalformedException notDer(byte[] der) {
    return new MalformedException("ECDSA signature of " + der.length + " bytes, want DER");
  }
}
