package dev.solvent.attest.prices;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;

/**
 * What one source says.
 *
 * @param price of one whole unit, in 10^-18 of the table's quote; never 0, which is what a source
 *     that is broken says
 * @param time of which the price is
 */
public record Quote(Amount price, Label source, Timestamp time) {
  public Quote {
    if (price.isZero()) {
      throw new IllegalArgumentException("price 0 of " + source + ", want 1 or more");
    }
  }

  static Quote read(Fields in) throws MalformedException {
    Amount price = in.text("price", Amount::parse);
    Label source = in.text("source", Label::parse);
    Timestamp time = in.text("time", Timestamp::parse);
    return in.build(() -> new Quote(price, source, time));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("price", price.toString())
        .put("source", source.text())
        .put("time", time.toString())
        .build();
  }
}
