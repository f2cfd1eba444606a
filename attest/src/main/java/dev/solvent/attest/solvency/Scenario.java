package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bad week, as data.
 *
 * @param custodians who fail: what they hold counts for nothing; ascending
 * @param least the coverage, after haircut, that has to be left, and of a run the share that has to
 *     be paid
 * @param others what a price becomes that no shock names, in ten-thousandths of it
 * @param shocks ascending by asset; the quote's own price is never shocked
 */
record Scenario(
    List<Label> custodians,
    int least,
    Label name,
    int others,
    Optional<Run> run,
    List<Shock> shocks) {
  private static final int MAX_ITEMS = 10_000;

  /** What a price becomes, in ten-thousandths of it: 0 to a hundred times. */
  record Shock(Ticker asset, int becomes) {
    Shock {
      Bounds.require("becomes", becomes, 0, Bounds.MOST);
    }

    static Shock read(Fields in) throws MalformedException {
      Ticker asset = in.text("asset", Ticker::parse);
      return new Shock(asset, (int) in.integer("becomes", 0, Bounds.MOST));
    }

    JsonObject toJson() {
      return new ObjectBuilder().put("asset", asset.text()).put("becomes", becomes).build();
    }
  }

  /** So much of what is owed on demand, in every asset, is wanted within so many seconds. */
  record Run(long seconds, int share) {
    Run {
      Bounds.require("seconds", seconds, 0, Bounds.LONGEST);
      Bounds.require("share", share, 0, Bounds.WHOLE);
    }

    static Run read(Fields in) throws MalformedException {
      return new Run(Bounds.seconds(in), Bounds.share(in, "share"));
    }

    JsonObject toJson() {
      return new ObjectBuilder().put("seconds", seconds).put("share", share).build();
    }
  }

  Scenario {
    custodians = List.copyOf(custodians);
    shocks = List.copyOf(shocks);
    Bounds.require("least", least, 0, Bounds.WHOLE);
    Bounds.require("others", others, 0, Bounds.MOST);
    Ascending.require("custodians", custodians, who -> who, Comparator.naturalOrder());
    Ascending.require("prices", shocks, Shock::asset, Comparator.naturalOrder());
  }

  static Scenario read(Fields in) throws MalformedException {
    List<Label> custodians =
        in.list("custodians", 0, MAX_ITEMS, item -> item.text("name", Label::parse));
    int least = Bounds.share(in, "least");
    Label name = in.text("name", Label::parse);
    int others = (int) in.integer("others", 0, Bounds.MOST);
    Optional<Run> run = in.optionalObject("run", Run::read);
    List<Shock> shocks = in.list("prices", 0, MAX_ITEMS, Shock::read);
    return in.build(() -> new Scenario(custodians, least, name, others, run, shocks));
  }

  boolean fails(Label custodian) {
    return Collections.binarySearch(custodians, custodian) >= 0; // ascending
  }

  /**
   * @param quote whose own price stays
   */
  Factors factors(Ticker quote) {
    Map<Ticker, Integer> factors = new HashMap<>();
    for (Shock shock : shocks) {
      factors.put(shock.asset(), shock.becomes());
    }
    factors.put(quote, Bounds.WHOLE);
    return asset -> factors.getOrDefault(asset, others);
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("custodians", custodians, Bounds::named)
            .put("least", least)
            .put("name", name.text())
            .put("others", others)
            .put("prices", shocks, Shock::toJson);
    run.ifPresent(each -> json.put("run", each.toJson()));
    return json.build();
  }
}
