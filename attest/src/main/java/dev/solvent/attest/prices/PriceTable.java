package dev.solvent.attest.prices;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.List;

/**
 * What each source said of each asset's price, at one moment. Normative text: {@code
 * docs/spec/price-table.md}.
 *
 * @param prices ascending by asset, each once
 * @param quote what the prices are in
 */
public record PriceTable(
    Timestamp asOf,
    Epoch epoch,
    Issuer issuer,
    List<PricedAsset> prices,
    Ticker quote,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/prices/v1";
  public static final int MAX_ASSETS = 10_000;

  /** Room for the most assets, each with the most quotes. */
  public static final JsonLimits LIMITS = new JsonLimits(48 << 20, 16, 1_000_000);

  public PriceTable {
    prices = List.copyOf(prices);
    if (prices.size() > MAX_ASSETS) {
      throw new IllegalArgumentException(
          "prices: " + prices.size() + " items, want 0 to " + MAX_ASSETS);
    }
    Ascending.require("prices", prices, PricedAsset::asset, Comparator.naturalOrder());
  }

  public static PriceTable parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, PriceTable::read);
  }

  private static PriceTable read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<PricedAsset> prices = in.list("prices", 0, MAX_ASSETS, PricedAsset::read);
    Ticker quote = in.text("quote", Ticker::parse);
    JsonObject extensions = in.extensions();
    return in.build(() -> new PriceTable(asOf, epoch, issuer, prices, quote, extensions));
  }

  /** The bytes that {@link #parse} reads, and that a report names. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("epoch", epoch.number())
            .extensions(extensions)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("prices", prices, PricedAsset::toJson)
            .put("quote", quote.text())
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
