package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.positions.ListedPosition;
import dev.solvent.merkle.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each position is worth, and by whose word: section 6 of the format. */
record PositionSection(Asset quote) {
  private static final List<Assurance> LEVELS = List.of(Assurance.ATTESTED, Assurance.CLAIMED);

  /**
   * @param portfolio empty where an asset has no price; then nothing has a value
   */
  void put(ObjectBuilder json, List<ListedPosition> positions, Optional<Portfolio> portfolio) {
    List<JsonObject> rows = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      ObjectBuilder row = row(positions.get(i));
      int at = i;
      portfolio.ifPresent(each -> putValue(row, each.listed().get(at).instrument()));
      rows.add(row.build());
    }
    json.put("positions", rows, row -> row);
    portfolio.ifPresent(each -> json.put("contracts", byLevel(each.listed())));
  }

  private static ObjectBuilder row(ListedPosition position) {
    return new ObjectBuilder()
        .put("asset", position.contract().asset().ticker().text())
        .put("assurance", position.assurance().text())
        .put("kind", position.contract().kind())
        .put("name", position.name().text())
        .put("venue", position.venue().text());
  }

  private void putValue(ObjectBuilder row, Instrument instrument) {
    row.put("value", Shown.value(instrument.value(), quote));
    if (instrument instanceof Loan loan) {
      row.put("exposure", Shown.value(loan.exposure(), quote));
    }
  }

  /** Of the contracts, loans not among them: what they gain, and what they lose. */
  private JsonObject byLevel(List<Listed> listed) {
    ObjectBuilder json = new ObjectBuilder();
    for (Assurance level : LEVELS) {
      long count = 0;
      double gains = 0;
      double losses = 0;
      for (Listed each : listed) {
        if (!each.isLoan() && each.position().assurance() == level) {
          double value = each.instrument().value();
          count++;
          gains += Math.max(0, value);
          losses += Math.min(0, value);
        }
      }
      json.put(
          level.text(),
          new ObjectBuilder()
              .put("count", count)
              .put("gains", Shown.value(gains, quote))
              .put("losses", Shown.value(losses, quote))
              .build());
    }
    return json.build();
  }
}
