package dev.solvent.attest.prices;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.List;

/** A row of the table: an asset, and what each source says, ascending by source, each once. */
public record PricedAsset(Ticker asset, List<Quote> quotes) {
  public static final int MAX_QUOTES = 20;

  public PricedAsset {
    quotes = List.copyOf(quotes);
    if (quotes.isEmpty() || quotes.size() > MAX_QUOTES) {
      throw new IllegalArgumentException(
          "quotes of " + asset + ": " + quotes.size() + " items, want 1 to " + MAX_QUOTES);
    }
    Ascending.require("quotes of " + asset, quotes, Quote::source, Comparator.naturalOrder());
  }

  static PricedAsset read(Fields in) throws MalformedException {
    Ticker asset = in.text("asset", Ticker::parse);
    List<Quote> quotes = in.list("quotes", 1, MAX_QUOTES, Quote::read);
    return in.build(() -> new PricedAsset(asset, quotes));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset.text())
        .put("quotes", quotes, Quote::toJson)
        .build();
  }
}
