package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Optional;

/**
 * What the policy says of an asset. One of which it says nothing counts for nothing after haircut.
 *
 * @param issuer who has to stay good for it, where somebody has to
 * @param own whether the exchange or its like issued it; then it has no tier
 * @param seconds to turn it into what customers are owed, beside the time of its account
 */
record AssetRule(Asset asset, Haircut haircut, Optional<Label> issuer, boolean own, long seconds) {
  AssetRule {
    Bounds.require("seconds", seconds, 0, Bounds.LONGEST);
    if (own && !haircut.tiers().isEmpty()) {
      throw new IllegalArgumentException(
          asset.ticker() + ": " + haircut.tiers().size() + " tiers of an own token, want none");
    }
  }

  static AssetRule read(Fields in) throws MalformedException {
    Ticker ticker = in.text("asset", Ticker::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    Haircut haircut = Haircut.read(in);
    Optional<Label> issuer =
        in.has("issuer") ? Optional.of(in.text("issuer", Label::parse)) : Optional.empty();
    boolean own = in.truth("own");
    long seconds = Bounds.seconds(in);
    return in.build(
        () -> new AssetRule(new Asset(ticker, decimals), haircut, issuer, own, seconds));
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asset", asset.ticker().text())
            .put("decimals", asset.decimals())
            .put("haircut", haircut.toJson())
            .put("own", own)
            .put("seconds", seconds);
    issuer.ifPresent(label -> json.put("issuer", label.text()));
    return json.build();
  }
}
