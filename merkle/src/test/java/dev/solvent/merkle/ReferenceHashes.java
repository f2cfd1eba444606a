package dev.solvent.merkle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Every hash of the liability tree as its formula in the spec reads, from joined parts. */
final class ReferenceHashes {
  private ReferenceHashes() {}

  static byte[] customerKey(MasterSecret master, Issuer issuer, AccountId account, int generation) {
    return hmac(
        master,
        ascii("solvent/v1/customer"),
        lp(ascii(issuer.domain())),
        lp(utf8(account.text())),
        u32(generation));
  }

  static byte[] accountKey(byte[] customerKey, Epoch epoch) {
    return sha256(u8(0x05), customerKey, u64(epoch.number()));
  }

  static byte[] assetTag(Issuer issuer, Epoch epoch, Asset asset) {
    byte[] hash =
        sha256(
            ascii("solvent/v1/asset"),
            lp(ascii(issuer.domain())),
            u64(epoch.number()),
            lp(ascii(asset.ticker().text())),
            u8(asset.decimals()));
    return Arrays.copyOf(hash, 16);
  }

  static byte[] blankKey(MasterSecret master, byte[] assetTag) {
    return hmac(master, ascii("solvent/v1/blank"), assetTag);
  }

  static byte[] locator(byte[] accountKey, AccountId account, byte[] assetTag) {
    byte[] accountHash = sha256(u8(0x03), accountKey, lp(utf8(account.text())));
    return sha256(u8(0x02), accountHash, assetTag);
  }

  static byte[] blankLocator(byte[] blankKey, long i) {
    return sha256(u8(0x04), blankKey, u64(i));
  }

  static byte[] leafHash(byte[] locator, BigInteger balance) {
    return sha256(u8(0x00), locator, u128(balance));
  }

  static byte[] nodeHash(
      int level, byte[] left, BigInteger leftSum, byte[] right, BigInteger rightSum) {
    return sha256(u8(0x01), u8(level), left, u128(leftSum), right, u128(rightSum));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(join(parts));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] hmac(MasterSecret key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.exposeBytes(), "HmacSHA256"));
      return mac.doFinal(join(parts));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  static byte[] lp(byte[] bytes) {
    return join(ByteBuffer.allocate(2).putShort((short) bytes.length).array(), bytes);
  }

  static byte[] u8(int value) {
    return new byte[] {(byte) value};
  }

  static byte[] u32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  static byte[] u64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  static byte[] u128(BigInteger value) {
    byte[] shortest = value.toByteArray();
    byte[] bytes = new byte[16];
    for (int i = 1; i <= Math.min(shortest.length, 16); i++) {
      bytes[16 - i] = shortest[shortest.length - i];
    }
    return bytes;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
