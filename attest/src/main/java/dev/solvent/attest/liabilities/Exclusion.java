package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;

/**
 * What was left out of the trees, and why: how many balances of an asset, and what they add up to,
 * each without its sign. Coverage adds the total to the debt.
 */
public record Exclusion(Ticker asset, Kind kind, long count, Amount total) {
  /** By asset, then by the kind's name. */
  static final Comparator<Exclusion> ORDER =
      Comparator.comparing(Exclusion::asset).thenComparing(exclusion -> exclusion.kind().text());

  /** Why. A kind that is not known here is refused: its total could not be judged. */
  public enum Kind {
    /** An asset that is owed and has no tree. */
    ASSET("asset"),
    /** Accounts of the exchange itself. */
    HOUSE("house"),
    /** Balances below zero: what customers owe the exchange. */
    NEGATIVE("negative");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    static Kind parse(String text) throws MalformedException {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return kind;
        }
      }
      throw new MalformedException("kind " + Quoted.of(text) + ", want asset, house or negative");
    }

    /** As it stands in the manifest. */
    public String text() {
      return text;
    }
  }

  public Exclusion {
    if (count < 1 || count > JsonInteger.MAX) {
      throw new IllegalArgumentException("count " + count + ", want 1 to 2^53 - 1");
    }
  }

  static Exclusion read(Fields in) throws MalformedException {
    Ticker asset = in.text("asset", Ticker::parse);
    long count = in.integer("count", 1, JsonInteger.MAX);
    Kind kind = in.text("kind", Kind::parse);
    Amount total = in.text("total", Amount::parse);
    return in.build(() -> new Exclusion(asset, kind, count, total));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset.text())
        .put("count", count)
        .put("kind", kind.text())
        .put("total", total.toString())
        .build();
  }

  @Override
  public String toString() {
    return asset + " " + kind.text();
  }
}
