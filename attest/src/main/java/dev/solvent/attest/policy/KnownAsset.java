package dev.solvent.attest.policy;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Optional;

/**
 * An asset on a chain that the reader knows, and the liability that it may cover. Several may cover
 * one: they are aliases.
 *
 * @param token where the asset is a token whose storage the reader knows; no balance of another is
 *     proven
 */
public record KnownAsset(AssetRef asset, Asset covers, Optional<TokenRule> token) {
  public KnownAsset(AssetRef asset, Asset covers) {
    this(asset, covers, Optional.empty());
  }

  /** Whether the two are one asset and cover the same, whatever is known of its storage. */
  boolean coversAs(KnownAsset other) {
    return asset.equals(other.asset) && covers.equals(other.covers);
  }

  static KnownAsset read(Fields in) throws MalformedException {
    AssetRef asset = in.text("asset", AssetRef::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    Ticker ticker = in.text("ticker", Ticker::parse);
    Optional<TokenRule> token = in.optionalObject("token", ContractRules::readToken);
    return new KnownAsset(asset, new Asset(ticker, decimals), token);
  }

  /** As it stands in a policy. */
  public JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asset", asset.toString())
            .put("decimals", covers.decimals())
            .put("ticker", covers.ticker().text());
    token.ifPresent(rule -> json.put("token", ContractRules.tokenJson(rule)));
    return json.build();
  }
}
