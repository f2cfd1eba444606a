package dev.solvent.attest.policy;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;

/**
 * An asset on a chain that the reader knows, and the liability that it may cover. Several may cover
 * one: they are aliases.
 */
public record KnownAsset(AssetRef asset, Asset covers) {
  static KnownAsset read(Fields in) throws MalformedException {
    AssetRef asset = in.text("asset", AssetRef::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    Ticker ticker = in.text("ticker", Ticker::parse);
    return new KnownAsset(asset, new Asset(ticker, decimals));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset.toString())
        .put("decimals", covers.decimals())
        .put("ticker", covers.ticker().text())
        .build();
  }
}
