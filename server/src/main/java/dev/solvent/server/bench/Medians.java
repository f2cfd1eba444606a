package dev.solvent.server.bench;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Several measurements of one thing. */
record Medians(double min, double median, double max) {
  static Medians of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Medians(sorted[0], median, sorted[n - 1]);
  }

  static Medians of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** {@code 1.18 (1.15 to 1.22)}. */
  String with(int decimals) {
    String form = "%,." + decimals + "f";
    return String.format(Locale.ROOT, form + " (" + form + " to " + form + ")", median, min, max);
  }

  /** In whole parts of a unit, such as thousandths. */
  JsonObject toJson(double parts) {
    return new ObjectBuilder()
        .put("least", Math.round(min * parts))
        .put("median", Math.round(median * parts))
        .put("most", Math.round(max * parts))
        .build();
  }
}
