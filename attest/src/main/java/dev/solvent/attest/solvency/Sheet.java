package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.PriceOutcome.Unavailable;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every asset that is owed or held, ascending by ticker, and what values are in.
 *
 * @param quote in whose smallest unit values are shown
 */
record Sheet(List<Line> lines, Asset quote) {
  Sheet {
    lines = List.copyOf(lines);
  }

  /** An asset without a price, and why. */
  record Unpriced(Ticker asset, String reason) {
    JsonObject toJson() {
      return new ObjectBuilder().put("asset", asset.text()).put("reason", reason).build();
    }
  }

  /** Why there is no value of the whole; empty where there is one. */
  List<Unpriced> unpriced() {
    List<Unpriced> unpriced = new ArrayList<>();
    for (Line line : lines) {
      if (line.price() instanceof Unavailable(String reason)) {
        unpriced.add(new Unpriced(line.asset().ticker(), reason));
      }
    }
    return unpriced;
  }

  /** The sheet at its prices, where every asset has one. */
  Optional<PricedSheet> priced() {
    return PricedSheet.of(this);
  }

  /** The same, valued. */
  Optional<ValuedSheet> valued() {
    return priced().map(PricedSheet::now);
  }

  /** As {@link #valued()}, after this has happened. */
  Optional<ValuedSheet> valued(Scenario scenario) {
    return priced().map(priced -> priced.after(scenario));
  }
}
