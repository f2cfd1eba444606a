package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.MalformedException;

/** How long it takes until what lies in such an account can be paid out: hot, cold, staked. */
record LiquidityClass(Label name, long seconds) {
  LiquidityClass {
    Bounds.require("seconds", seconds, 0, Bounds.LONGEST);
  }

  static LiquidityClass read(Fields in) throws MalformedException {
    return new LiquidityClass(in.text("name", Label::parse), Bounds.seconds(in));
  }

  JsonObject toJson() {
    return new ObjectBuilder().put("name", name.text()).put("seconds", seconds).build();
  }
}
