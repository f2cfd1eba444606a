package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** How a value is spread over names, such as those of custodians. */
final class Shares {
  private static final BigInteger WHOLE = BigInteger.valueOf(Bounds.WHOLE);

  private final TreeMap<String, BigInteger> values = new TreeMap<>();

  /** One name and its share of the whole, in ten-thousandths, rounded up. */
  record Share(String name, long share) {
    JsonObject toJson() {
      return new ObjectBuilder().put("name", name).put("share", share).build();
    }
  }

  void add(String name, BigInteger value) {
    values.merge(name, value, BigInteger::add);
  }

  /** The largest of all, of equal ones the first by name; without a name where there is none. */
  Share largest(BigInteger whole) {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().signum() > 0)
        .max(
            Map.Entry.<String, BigInteger>comparingByValue()
                .thenComparing(Map.Entry.<String, BigInteger>comparingByKey().reversed()))
        .map(entry -> new Share(entry.getKey(), Measure.share(entry.getValue(), whole)))
        .orElse(new Share("", 0));
  }

  /**
   * The Herfindahl-Hirschman index: the sum of the squares of the shares, in ten-thousandths,
   * rounded up. 10,000 where one name has all, 10,000 / n where n have the same.
   */
  long concentration() {
    BigInteger whole = values.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger squares =
        values.values().stream()
            .map(value -> value.multiply(value))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return whole.signum() == 0
        ? 0
        : Measure.ceiling(squares.multiply(WHOLE), whole.multiply(whole)).longValueExact();
  }
}
