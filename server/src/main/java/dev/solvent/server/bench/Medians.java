package dev.solvent.server.bench;

import java.util.Arrays;
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

  /** {@code 1.18 (1.15 to 1.22)}. */
  String with(int decimals) {
    String form = "%." + decimals + "f";
    return String.format(Locale.ROOT, form + " (" + form + " to " + form + ")", median, min, max);
  }
}
