package dev.solvent.chain.custody;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.Place;

/** An asset in an account, as the exchange's reserve list names it. */
public record ReserveEntry(AccountRef account, AssetRef asset) {
  public ReserveEntry {
    if (!account.chain().equals(asset.chain())) {
      throw new IllegalArgumentException(
          "asset " + asset + " in account " + account + ", want both on one chain");
    }
  }

  Place place() {
    return Place.of(account, asset);
  }

  @Override
  public String toString() {
    return asset + " in " + account;
  }
}
