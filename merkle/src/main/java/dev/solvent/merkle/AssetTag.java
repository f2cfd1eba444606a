package dev.solvent.merkle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What makes a locator belong to one issuer, epoch and asset: {@code H("solvent/v1/asset" ‖
 * lp(issuer) ‖ u64 epoch ‖ lp(asset) ‖ u8 decimals)[0..16)}.
 *
 * <p>Sixteen bytes, so that a locator costs one hash block. A collision of tags gains nothing: each
 * tree has its own attested root and total.
 */
public final class AssetTag {
  public static final int BYTES = 16;

  private static final byte[] LABEL = "solvent/v1/asset".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private AssetTag(byte[] bytes) {
    this.bytes = bytes;
  }

  public static AssetTag of(Issuer issuer, Epoch epoch, Asset asset) {
    byte[] name = issuer.utf8();
    byte[] ticker = asset.ticker().text().getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[LABEL.length + 2 + name.length + 8 + 2 + ticker.length + 1];
    System.arraycopy(LABEL, 0, message, 0, LABEL.length);
    int end = Bytes.putPrefixed(message, LABEL.length, name, 0, name.length);
    Bytes.putLong(message, end, epoch.number());
    end = Bytes.putPrefixed(message, end + 8, ticker, 0, ticker.length);
    message[end] = (byte) asset.decimals();
    byte[] hash = new byte[Hash.BYTES];
    new Sha256().hash(message, message.length, hash, 0);
    return new AssetTag(Arrays.copyOf(hash, BYTES));
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AssetTag that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
