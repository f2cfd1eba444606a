package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;

/** So much of what is owed in an asset cannot be called before so many seconds have passed. */
public record TermLiability(Ticker asset, long seconds, Amount units) {
  static final Comparator<TermLiability> ORDER =
      Comparator.comparing(TermLiability::asset).thenComparingLong(TermLiability::seconds);

  public TermLiability {
    Bounds.require("seconds", seconds, 1, Bounds.LONGEST);
  }

  static TermLiability read(Fields in) throws MalformedException {
    Ticker asset = in.text("asset", Ticker::parse);
    long seconds = in.integer("seconds", 1, Bounds.LONGEST);
    return new TermLiability(asset, seconds, in.text("units", Amount::parse));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset.text())
        .put("seconds", seconds)
        .put("units", units.toString())
        .build();
  }

  @Override
  public String toString() {
    return asset + " in " + seconds + " s";
  }
}
