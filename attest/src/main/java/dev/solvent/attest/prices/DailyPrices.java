package dev.solvent.attest.prices;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.List;

/**
 * What each asset cost, day by day and for the same days. Normative text: {@code
 * docs/spec/price-history.md}.
 *
 * @param days how many there are, a day apart without a gap
 * @param last the newest of them
 * @param prices ascending by asset, each once, without the quote itself
 * @param quote what the prices are in
 */
public record DailyPrices(int days, Issuer issuer, Timestamp last, List<Row> prices, Ticker quote) {
  public static final String FORMAT = "solvent/price-history/v1";

  /** Room for {@link #MAX_PRICES} of 16 bytes each. */
  public static final JsonLimits LIMITS = new JsonLimits(48 << 20, 16, 100_000);

  /** 2,000 assets over 1,000 days, or 500 over ten years. */
  public static final int MAX_PRICES = 2_000_000;

  public static final int MAX_DAYS = 3_660;

  public record Row(Ticker asset, PackedPrices prices) {}

  public DailyPrices {
    prices = List.copyOf(prices);
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException(days + " days, want 1 to " + MAX_DAYS);
    }
    requireCount(prices.size(), days);
    Ascending.require("prices", prices, Row::asset, Comparator.naturalOrder());
    for (Row row : prices) {
      if (row.asset().equals(quote)) {
        throw new IllegalArgumentException("prices of " + quote + ", want not the quote itself");
      }
      if (row.prices().days() != days) {
        throw new IllegalArgumentException(
            row.asset() + ": " + row.prices().days() + " days, want " + days);
      }
    }
  }

  private static void requireCount(int assets, int days) {
    if (assets > PriceTable.MAX_ASSETS || (long) assets * days > MAX_PRICES) {
      throw new IllegalArgumentException(
          (assets + " assets of " + days + " days, want at most " + PriceTable.MAX_ASSETS)
              + (" and " + MAX_PRICES + " prices"));
    }
  }

  public static DailyPrices parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, DailyPrices::read);
  }

  private static DailyPrices read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    int days = (int) in.integer("days", 1, MAX_DAYS);
    Issuer issuer = in.text("issuer", Issuer::parse);
    Timestamp last = in.text("last", Timestamp::parse);
    int most = Math.min(PriceTable.MAX_ASSETS, MAX_PRICES / days);
    List<Row> prices = in.list("prices", 0, most, item -> readRow(item, days));
    Ticker quote = in.text("quote", Ticker::parse);
    return in.build(() -> new DailyPrices(days, issuer, last, prices, quote));
  }

  private static Row readRow(Fields in, int days) throws MalformedException {
    Ticker asset = in.text("asset", Ticker::parse);
    return new Row(asset, in.text("packed", text -> PackedPrices.parse(text, days)));
  }

  /** The bytes that {@link #parse} reads, and that a report names. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("days", days)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("last", last.toString())
            .put("prices", prices, DailyPrices::rowToJson)
            .put("quote", quote.text())
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  private static JsonObject rowToJson(Row row) {
    return new ObjectBuilder()
        .put("asset", row.asset().text())
        .put("packed", row.prices().toText())
        .build();
  }
}
