package dev.solvent.attest.caip;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;

/** Bytes with a checksum in Bitcoin's alphabet of 58. It has one spelling for each value. */
final class Base58Check {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final int CHECKSUM = 4;

  /** Longer than any address; reading takes quadratic time. */
  private static final int MAX_LENGTH = 64;

  private Base58Check() {}

  static byte[] decode(String text) throws MalformedException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedException(
          "base58 of " + text.length() + " characters, want at most " + MAX_LENGTH);
    }
    byte[] all = digits(text);
    if (all.length < CHECKSUM) {
      throw new MalformedException("base58 of " + all.length + " bytes, want a checksum of 4");
    }
    byte[] payload = Arrays.copyOf(all, all.length - CHECKSUM);
    byte[] digest = Digests.sha256(Digests.sha256(payload).toBytes()).toBytes();
    if (!Arrays.equals(digest, 0, CHECKSUM, all, payload.length, all.length)) {
      throw new MalformedException("base58 with another checksum, want that of its bytes");
    }
    return payload;
  }

  /** Each leading 1 is a zero byte; the rest is one number. */
  private static byte[] digits(String text) throws MalformedException {
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new MalformedException("a wrong character at " + i + ", want base58");
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
      if (number.signum() == 0) {
        zeros++;
      }
    }
    byte[] significant = number.toByteArray();
    int sign = significant[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + significant.length - sign];
    System.arraycopy(significant, sign, bytes, zeros, significant.length - sign);
    return bytes;
  }
}
