package dev.solvent.chain.reading;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.Place;

/** An account and an asset on one chain: what is to be read. */
public record HoldingRef(AccountRef account, AssetRef asset) {
  public HoldingRef {
    if (!account.chain().equals(asset.chain())) {
      throw new IllegalArgumentException(asset + " in " + account + ", want both on one chain");
    }
  }

  /** By this, and never by its text, a holding is found to stand in a list twice. */
  public Place place() {
    return Place.of(account, asset);
  }

  @Override
  public String toString() {
    return asset + " in " + account;
  }
}
