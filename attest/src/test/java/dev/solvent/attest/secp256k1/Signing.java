package dev.solvent.attest.secp256k1;

import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/** Signs with keys that anybody may know; a nonce is a hash of key and message. */
public final class Signing {
  private static final ECPoint G = CustomNamedCurves.getByName("secp256k1").getG();

  private Signing() {}

  /** R, S in the lower half, and the recovery id: 65 bytes. */
  public static byte[] recoverable(BigInteger key, Hash signed) {
    BigInteger n = Secp256k1.ORDER;
    BigInteger k =
        new BigInteger(1, Secp256k1.tagged("nonce", bytes(key), signed.toBytes()).toBytes()).mod(n);
    ECPoint point = G.multiply(k).normalize();
    BigInteger r = point.getAffineXCoord().toBigInteger().mod(n);
    BigInteger s =
        k.modInverse(n).multiply(new BigInteger(1, signed.toBytes()).add(r.multiply(key))).mod(n);
    boolean odd = point.getAffineYCoord().testBitZero();
    if (s.compareTo(n.shiftRight(1)) > 0) {
      s = n.subtract(s);
      odd = !odd;
    }
    byte[] out = new byte[65];
    System.arraycopy(bytes(r), 0, out, 0, 32);
    System.arraycopy(bytes(s), 0, out, 32, 32);
    out[64] = (byte) (odd ? 1 : 0);
    return out;
  }

  /** The same in DER. */
  public static byte[] der(BigInteger key, Hash signed) {
    byte[] rs = recoverable(key, signed);
    return der(new BigInteger(1, rs, 0, 32), new BigInteger(1, rs, 32, 32));
  }

  public static byte[] der(BigInteger r, BigInteger s) {
    byte[] rBytes = r.toByteArray();
    byte[] sBytes = s.toByteArray();
    byte[] out = new byte[6 + rBytes.length + sBytes.length];
    out[0] = 0x30;
    out[1] = (byte) (out.length - 2);
    out[2] = 2;
    out[3] = (byte) rBytes.length;
    System.arraycopy(rBytes, 0, out, 4, rBytes.length);
    out[4 + rBytes.length] = 2;
    out[5 + rBytes.length] = (byte) sBytes.length;
    System.arraycopy(sBytes, 0, out, 6 + rBytes.length, sBytes.length);
    return out;
  }

  public static byte[] publicKey(BigInteger key, boolean compressed) {
    return G.multiply(key).getEncoded(compressed);
  }

  /** BIP-340, for the key that has an even point. */
  public static byte[] schnorr(BigInteger key, byte[] message) {
    BigInteger n = Secp256k1.ORDER;
    ECPoint p = G.multiply(key).normalize();
    BigInteger d = p.getAffineYCoord().testBitZero() ? n.subtract(key) : key;
    BigInteger k = new BigInteger(1, Secp256k1.tagged("nonce", bytes(d), message).toBytes()).mod(n);
    ECPoint r = G.multiply(k).normalize();
    k = r.getAffineYCoord().testBitZero() ? n.subtract(k) : k;
    byte[] rx = r.getAffineXCoord().getEncoded();
    byte[] px = p.getAffineXCoord().getEncoded();
    BigInteger e =
        new BigInteger(1, Secp256k1.tagged("BIP0340/challenge", rx, px, message).toBytes()).mod(n);
    byte[] out = Arrays.copyOf(rx, 64);
    System.arraycopy(bytes(k.add(e.multiply(d)).mod(n)), 0, out, 32, 32);
    return out;
  }

  public static byte[] bytes(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] out = new byte[32];
    int length = Math.min(signed.length, 32);
    System.arraycopy(signed, signed.length - length, out, 32 - length, length);
    return out;
  }
}
