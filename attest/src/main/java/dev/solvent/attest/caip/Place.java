package dev.solvent.attest.caip;

/**
 * One asset in one account, as both are decoded: two spellings of it are one place. By this, and
 * never by text, a holding is found again.
 */
public record Place(AccountRef.Decoded account, AssetRef.Decoded asset) {
  public static Place of(AccountRef account, AssetRef asset) {
    return new Place(account.decoded(), asset.decoded());
  }
}
