package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;

/** A row of the manifest: one asset and what the exchange commits to in it. */
public record CommittedAsset(Asset asset, Commitment commitment) {
  static CommittedAsset read(Fields in) throws MalformedException {
    Asset asset = readAsset(in);
    int height = (int) in.integer("height", 0, SumTree.MAX_HEIGHT);
    Hash root = in.text("root", Hash::parse);
    Amount total = in.text("total", Amount::parse);
    return in.build(() -> new CommittedAsset(asset, new Commitment(root, total, height)));
  }

  /** The two fields that name an asset in every format. */
  static Asset readAsset(Fields in) throws MalformedException {
    Ticker ticker = in.text("asset", Ticker::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    return in.build(() -> new Asset(ticker, decimals));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset.ticker().text())
        .put("decimals", asset.decimals())
        .put("height", commitment.height())
        .put("root", commitment.root().toString())
        .put("total", commitment.total().toString())
        .build();
  }
}
