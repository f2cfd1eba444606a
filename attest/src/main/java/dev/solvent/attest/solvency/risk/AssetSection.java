package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.solvency.Surplus;
import dev.solvent.attest.solvency.Valuation;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the price of each asset can change, with and without contracts: section 5 of the format.
 *
 * @param band within which what is left counts as none, where the policy has one
 */
record AssetSection(Asset quote, Optional<Integer> band) {
  private static final double PERCENT = 100;
  private static final double DAYS_OF_A_YEAR = 365;

  /** An asset, what it is over, and the positions on it. */
  private record Row(Asset asset, BigInteger units, List<Listed> listed) {
    Row(Asset asset, BigInteger units) {
      this(asset, units, new ArrayList<>());
    }

    double wholeUnits() {
      return new BigDecimal(units, asset.decimals()).doubleValue();
    }
  }

  /**
   * @param portfolio empty where the positions cannot be valued, or there are none
   */
  List<JsonObject> toJson(Valuation valuation, Optional<Portfolio> portfolio) {
    Map<Ticker, Row> rows = new TreeMap<>();
    for (Surplus surplus : valuation.surpluses().orElseThrow()) {
      rows.put(surplus.asset().ticker(), new Row(surplus.asset(), surplus.units()));
    }
    for (Listed listed : portfolio.map(Portfolio::listed).orElse(List.of())) {
      RiskInputs.assets(listed.position())
          .distinct()
          .forEach(asset ->
              rows.computeIfAbsent(asset.ticker(), ticker -> new Row(asset, BigInteger.ZERO))
                  .listed
                  .add(listed));
    }
    return rows.values().stream()
        .map(row -> toJson(row, Listed.price(valuation, row.asset), portfolio.isPresent()))
        .toList();
  }

  private JsonObject toJson(Row row, double price, boolean hedged) {
    double surplus = row.wholeUnits();
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asset", row.asset.ticker().text())
            .put("decimals", row.asset.decimals())
            .put("units", row.units.toString())
            .put("value", Shown.value(surplus * price, quote));
    if (hedged) {
      Hedge hedge =
          Hedge.of(
              row.asset.ticker(), surplus, row.listed.stream().map(Listed::instrument).toList());
      json.put("hedged", Shown.share(hedge.ratio())).put("net", Shown.units(hedge.net()));
      band.ifPresent(share -> json.put("neutral", hedge.isNeutral(share)));
      if (!row.listed.isEmpty()) {
        json.put("contracts", contracts(hedge.contracts(), price));
      }
    }
    return json.build();
  }

  private JsonObject contracts(Greeks greeks, double price) {
    return new ObjectBuilder()
        .put("delta", Shown.units(greeks.delta()))
        .put("gamma", Shown.units(greeks.gamma() * price / PERCENT))
        .put("theta", Shown.value(greeks.theta() / DAYS_OF_A_YEAR, quote))
        .put("vega", Shown.value(greeks.vega() / PERCENT, quote))
        .build();
  }
}
