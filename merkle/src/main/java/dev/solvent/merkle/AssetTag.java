package dev.solvent.merkle;

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

  private final byte[] bytes;

  private AssetTag(byte[] bytes) {
    this.bytes = bytes;
  }

  public static AssetTag of(Issuer issuer, Epoch epoch, Asset asset) {
    return new TreeHasher().assetTag(issuer, epoch, asset);
  }

  /** The tag that is the first 16 bytes of this hash. */
  static AssetTag ofHash(byte[] hash) {
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
