package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Scenario.Run;
import dev.solvent.attest.solvency.ValuedLine.Held;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What is left after a scenario: section 6 of the format.
 *
 * @param breakEven the least part of the scenario, in ten-thousandths of the way to it, at which
 *     nothing of the surplus is left; empty where some is left at its end
 * @param coverage total coverage by what is proven or observed
 * @param haircut the same after haircut
 * @param ratio the bare ratio
 * @param run where the scenario has one, what of it can be paid
 * @param surplus as it is shown
 */
record Stress(
    Scenario scenario,
    Optional<Long> breakEven,
    long coverage,
    long haircut,
    long ratio,
    Optional<OfRun> run,
    String surplus) {
  private static final BigInteger WHOLE = BigInteger.valueOf(Bounds.WHOLE);

  /**
   * @param missing in value, as it is shown
   */
  record OfRun(String missing, long reach) {}

  /**
   * @param now the sheet before the scenario
   * @param then the sheet after it
   */
  static Stress of(Scenario scenario, ValuedSheet now, ValuedSheet then) {
    return new Stress(
        scenario,
        breakEven(now.surplus(), then.surplus()),
        then.coverage(Assurance.OBSERVED, Held::raw),
        then.coverage(Assurance.OBSERVED, Held::cut),
        then.ratio(),
        scenario.run().map(run -> ofRun(run, then)),
        then.measure().down(then.surplus()));
  }

  /** On the straight line from one surplus to the other, the first step that is not above zero. */
  static Optional<Long> breakEven(BigInteger now, BigInteger then) {
    if (now.signum() <= 0) {
      return Optional.of(0L);
    }
    return then.signum() > 0
        ? Optional.empty()
        : Optional.of(Measure.ceiling(now.multiply(WHOLE), now.subtract(then)).longValueExact());
  }

  private static OfRun ofRun(Run run, ValuedSheet then) {
    BigInteger wanted = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    boolean any = false;
    for (ValuedLine line : then.lines()) {
      BigInteger units = wanted(run, line.line());
      any |= units.signum() > 0;
      wanted = wanted.add(line.value(units));
      paid = paid.add(line.value(line.line().liquid(run.seconds()).min(units)));
    }
    return new OfRun(then.measure().up(wanted.subtract(paid)), Measure.reach(paid, wanted, any));
  }

  /** Of everything that may be asked for until the run is over. */
  private static BigInteger wanted(Run run, Line line) {
    BigInteger due = line.due(run.seconds());
    return Measure.ceiling(due.multiply(BigInteger.valueOf(run.share())), WHOLE);
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("coverage", coverage)
            .put("haircut", haircut)
            .put("name", scenario.name().text())
            .put("ratio", ratio)
            .put("surplus", surplus);
    breakEven.ifPresent(part -> json.put("breakEven", part));
    run.ifPresent(each ->
        json.put(
            "run",
            new ObjectBuilder().put("missing", each.missing()).put("reach", each.reach()).build()));
    return json.build();
  }
}
