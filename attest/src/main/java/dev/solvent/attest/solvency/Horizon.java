package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.MalformedException;

/**
 * A time within which customers may want their assets.
 *
 * @param least the share of what is owed on demand that has to be payable by then
 */
record Horizon(int least, Label name, long seconds) {
  Horizon {
    Bounds.require("least", least, 0, Bounds.WHOLE);
    Bounds.require("seconds", seconds, 0, Bounds.LONGEST);
  }

  static Horizon read(Fields in) throws MalformedException {
    return new Horizon(
        Bounds.share(in, "least"), in.text("name", Label::parse), Bounds.seconds(in));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("least", least)
        .put("name", name.text())
        .put("seconds", seconds)
        .build();
  }
}
