package dev.solvent.attest.solvency;

import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.ValuedLine.Held;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * Every asset at its price, and what they come to.
 *
 * @param owed over all assets
 * @param held that counts, over all assets
 */
record ValuedSheet(List<ValuedLine> lines, Measure measure, BigInteger owed, BigInteger held) {
  static ValuedSheet of(List<ValuedLine> lines, Measure measure) {
    return new ValuedSheet(
        List.copyOf(lines),
        measure,
        sum(lines, ValuedLine::owed),
        sum(lines, line -> line.counted().raw()));
  }

  private static BigInteger sum(List<ValuedLine> lines, Function<ValuedLine, BigInteger> each) {
    BigInteger sum = BigInteger.ZERO;
    for (ValuedLine line : lines) {
      sum = sum.add(each.apply(line));
    }
    return sum;
  }

  BigInteger sum(Function<ValuedLine, BigInteger> each) {
    return sum(lines, each);
  }

  /**
   * Total coverage: how much of what is owed is held in the asset in which it is owed. What is held
   * beyond that in one asset pays for no other.
   */
  long coverage(Assurance level, Function<Held, BigInteger> figure) {
    return reach(sum(line -> figure.apply(line.held(level)).min(line.owed())));
  }

  /** What is held beyond what is owed, all assets thrown together; below zero where it is less. */
  BigInteger surplus() {
    return held.subtract(owed);
  }

  /** The bare ratio, which nets one asset against another. */
  long ratio() {
    return reach(held);
  }

  private long reach(BigInteger part) {
    boolean any = lines.stream().anyMatch(line -> line.line().owed().signum() > 0);
    return Measure.reach(part, owed, any);
  }
}
