package dev.solvent.attest.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.reserves.Assurance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A sheet whose assets all have a price. What lots come to is added up once, and not again for each
 * scenario, which only multiplies it.
 */
record PricedSheet(List<PricedLine> lines, Measure measure) {
  /**
   * An asset at its price.
   *
   * @param price of a whole one, in 10^-18 of the quote
   * @param owed and {@code held}, that counts: in 10^-48 of the quote
   */
  private record PricedLine(Line line, BigInteger price, BigInteger owed, BigInteger held) {
    static PricedLine of(Line line, BigInteger price) {
      int decimals = line.asset().decimals();
      return new PricedLine(
          line,
          price,
          Measure.value(line.owed(), decimals, price),
          Measure.value(line.held(Assurance.OBSERVED), decimals, price));
    }

    /** At a price that has become so many ten-thousandths of what it was. */
    ValuedLine at(int becomes, Measure measure) {
      BigInteger factor = BigInteger.valueOf(becomes);
      return ValuedLine.of(
          line, measure, price.multiply(factor), owed.multiply(factor), held.multiply(factor));
    }

    PricedLine without(Predicate<Label> failed) {
      return line.lots().stream().anyMatch(lot -> failed.test(lot.custodian()))
          ? of(line.without(failed), price)
          : this;
    }
  }

  /** Empty where an asset has no price. */
  static Optional<PricedSheet> of(Sheet sheet) {
    List<PricedLine> lines = new ArrayList<>();
    for (Line line : sheet.lines()) {
      if (!(line.price() instanceof Priced(BigInteger price))) {
        return Optional.empty();
      }
      lines.add(PricedLine.of(line, price));
    }
    return Optional.of(new PricedSheet(lines, Measure.in(sheet.quote())));
  }

  ValuedSheet now() {
    return at(lines, asset -> Bounds.WHOLE);
  }

  ValuedSheet after(Scenario scenario) {
    return at(left(scenario), factors(scenario));
  }

  /** {@link ValuedSheet#surplus} of {@link #after}, without the rest. */
  BigInteger surplusAfter(Scenario scenario) {
    Factors factors = factors(scenario);
    BigInteger surplus = BigInteger.ZERO;
    for (PricedLine line : left(scenario)) {
      BigInteger factor = BigInteger.valueOf(factors.of(line.line().asset().ticker()));
      surplus = surplus.add(line.held().subtract(line.owed()).multiply(factor));
    }
    return surplus;
  }

  Factors factors(Scenario scenario) {
    return scenario.factors(measure.quote().ticker());
  }

  private List<PricedLine> left(Scenario scenario) {
    return scenario.custodians().isEmpty()
        ? lines
        : lines.stream().map(line -> line.without(scenario::fails)).toList();
  }

  private ValuedSheet at(List<PricedLine> lines, Factors factors) {
    List<ValuedLine> valued = new ArrayList<>(lines.size());
    for (PricedLine line : lines) {
      valued.add(line.at(factors.of(line.line().asset().ticker()), measure));
    }
    return ValuedSheet.of(valued, measure);
  }
}
