package dev.solvent.server.reserves;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is held of each asset, apart by what stands behind it. */
final class Totals {
  private record Row(Asset asset, Assurance assurance, Ownership ownership) {}

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.asset().toString())
          .thenComparing(Row::assurance)
          .thenComparing(Row::ownership);

  private final Map<Row, BigInteger> sums = new TreeMap<>(ORDER);

  static Totals of(ReservesManifest manifest) {
    Totals totals = new Totals();
    for (Holding holding : manifest.holdings()) {
      Row row = new Row(holding.countsAs(), holding.assurance(), holding.ownership());
      totals.sums.merge(row, holding.units().toBigInteger(), BigInteger::add);
    }
    return totals;
  }

  /** A line each: asset, assurance, ownership, coins. */
  List<String> lines() {
    return sums.entrySet().stream()
        .map(entry ->
            pad(entry.getKey().asset().ticker().text(), 8)
                + pad(entry.getKey().assurance().text(), 9)
                + pad("ownership " + entry.getKey().ownership().text(), 19)
                + coins(entry.getValue(), entry.getKey().asset().decimals()))
        .toList();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()) + 1);
  }

  private static String coins(BigInteger units, int decimals) {
    return new BigDecimal(units, decimals).toPlainString();
  }

  List<JsonObject> json() {
    return sums.entrySet().stream()
        .map(entry ->
            new ObjectBuilder()
                .put("asset", entry.getKey().asset().ticker().text())
                .put("assurance", entry.getKey().assurance().text())
                .put("decimals", entry.getKey().asset().decimals())
                .put("ownership", entry.getKey().ownership().text())
                .put("units", entry.getValue().toString())
                .build())
        .toList();
  }
}
