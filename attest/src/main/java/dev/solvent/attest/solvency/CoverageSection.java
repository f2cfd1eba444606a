package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.ValuedLine.Held;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;

/** How far what is held reaches, asset by asset and in total: section 3 of the format. */
final class CoverageSection {
  private CoverageSection() {}

  static JsonObject of(Sheet sheet, Optional<ValuedSheet> valued) {
    Measure measure = Measure.in(sheet.quote());
    ObjectBuilder json =
        new ObjectBuilder().put("assets", sheet.lines(), line -> asset(line, measure));
    valued.ifPresent(each -> json.put("total", total(each)));
    return json.build();
  }

  /** The figures in units need no price; those in value are left out where there is none. */
  private static JsonObject asset(Line line, Measure measure) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asset", line.asset().ticker().text())
            .put("decimals", line.asset().decimals())
            .put("held", byLevel(level -> line.heldAt(level).toString()))
            .put("owed", line.owed().toString())
            .put("raw", reaches(level -> Measure.reach(line.held(level), line.owed())));
    if (line.price() instanceof Priced(BigInteger price)) {
      ValuedLine at =
          ValuedLine.of(line, measure, price.multiply(BigInteger.valueOf(Bounds.WHOLE)));
      json.put("haircut", reaches(level -> Measure.reach(at.held(level).cut(), at.owed())))
          .put("price", price.toString())
          .put(
              "value",
              new ObjectBuilder()
                  .put("haircut", measure.down(at.counted().cut()))
                  .put("held", measure.down(at.counted().raw()))
                  .put("owed", measure.up(at.owed()))
                  .build());
    }
    return json.build();
  }

  private static JsonObject total(ValuedSheet sheet) {
    Measure measure = sheet.measure();
    return new ObjectBuilder()
        .put("haircut", reaches(level -> sheet.coverage(level, Held::cut)))
        .put("ratio", sheet.ratio())
        .put("raw", reaches(level -> sheet.coverage(level, Held::raw)))
        .put("surplus", measure.down(sheet.surplus()))
        .put(
            "value",
            new ObjectBuilder()
                .put("haircut", measure.down(sheet.sum(line -> line.counted().cut())))
                .put("held", measure.down(sheet.held()))
                .put("owed", measure.up(sheet.owed()))
                .build())
        .build();
  }

  private static JsonObject reaches(Function<Assurance, Long> reach) {
    ObjectBuilder json = new ObjectBuilder();
    for (Assurance level : Assurance.values()) {
      json.put(level.text(), reach.apply(level));
    }
    return json.build();
  }

  private static JsonObject byLevel(Function<Assurance, String> text) {
    ObjectBuilder json = new ObjectBuilder();
    for (Assurance level : Assurance.values()) {
      json.put(level.text(), text.apply(level));
    }
    return json.build();
  }
}
