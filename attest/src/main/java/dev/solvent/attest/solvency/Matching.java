package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What can be paid out by when, beside what may be asked for: section 4 of the format. Asset by
 * asset it needs no price, since customers are paid in what they are owed.
 *
 * @param totals empty where there is no value of the whole
 */
record Matching(List<Horizon> horizons, Sheet sheet, Optional<Totals> totals) {
  /**
   * @param heldSeconds until what counts can be paid out, on average over value, rounded up
   * @param owedSeconds until what is owed may be asked for, rounded down
   */
  record Totals(List<AtHorizon> horizons, BigInteger heldSeconds, BigInteger owedSeconds) {}

  /**
   * @param reach the share of what may be asked for by then that can be paid by then
   * @param missing of what may be asked for by then; as it is shown
   */
  record AtHorizon(Horizon horizon, long reach, String missing) {}

  static Matching of(List<Horizon> horizons, Sheet sheet, Optional<ValuedSheet> valued) {
    return new Matching(horizons, sheet, valued.map(each -> totals(horizons, each)));
  }

  private static Totals totals(List<Horizon> horizons, ValuedSheet sheet) {
    return new Totals(
        horizons.stream().map(horizon -> at(horizon, sheet)).toList(),
        Measure.ceiling(sheet.sum(Matching::heldTime), atLeastOne(sheet.held())),
        Measure.floor(sheet.sum(Matching::owedTime), atLeastOne(sheet.owed())));
  }

  private static AtHorizon at(Horizon horizon, ValuedSheet sheet) {
    BigInteger due = sheet.sum(line -> line.value(line.line().due(horizon.seconds())));
    BigInteger missing = sheet.sum(line -> line.value(missing(line.line(), horizon)));
    return new AtHorizon(
        horizon, Measure.reach(due.subtract(missing), due), sheet.measure().up(missing));
  }

  private static BigInteger gap(Line line, Horizon horizon) {
    return line.liquid(horizon.seconds()).subtract(line.due(horizon.seconds()));
  }

  private static BigInteger missing(Line line, Horizon horizon) {
    return gap(line, horizon).negate().max(BigInteger.ZERO);
  }

  private static BigInteger heldTime(ValuedLine line) {
    return line.line().lots().stream()
        .filter(Lot::counts)
        .map(lot -> line.value(lot.units()).multiply(BigInteger.valueOf(lot.seconds())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger owedTime(ValuedLine line) {
    return line.line().terms().stream()
        .map(term ->
            line.value(term.units().toBigInteger()).multiply(BigInteger.valueOf(term.seconds())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger atLeastOne(BigInteger value) {
    return value.max(BigInteger.ONE);
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put(
                "assets",
                sheet.lines().stream().filter(line -> line.owed().signum() > 0).toList(),
                this::asset);
    totals.ifPresent(each ->
        json.put(
                "duration",
                new ObjectBuilder()
                    .put("held", each.heldSeconds().longValueExact())
                    .put("owed", each.owedSeconds().longValueExact())
                    .build())
            .put("horizons", each.horizons(), Matching::horizon));
    return json.build();
  }

  private static JsonObject horizon(AtHorizon at) {
    return new ObjectBuilder()
        .put("missing", at.missing())
        .put("name", at.horizon().name().text())
        .put("reach", at.reach())
        .put("seconds", at.horizon().seconds())
        .build();
  }

  private JsonObject asset(Line line) {
    return new ObjectBuilder()
        .put("asset", line.asset().ticker().text())
        .put("demand", line.demand().toString())
        .put("horizons", horizons, horizon -> gaps(line, horizon))
        .build();
  }

  private static JsonObject gaps(Line line, Horizon horizon) {
    BigInteger liquid = line.liquid(horizon.seconds());
    BigInteger due = line.due(horizon.seconds());
    return new ObjectBuilder()
        .put("due", due.toString())
        .put("gap", gap(line, horizon).toString())
        .put("liquid", liquid.toString())
        .put("name", horizon.name().text())
        .put("reach", Measure.reach(liquid.min(due), due))
        .build();
  }
}
