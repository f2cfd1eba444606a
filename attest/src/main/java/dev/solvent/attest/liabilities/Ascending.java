package dev.solvent.attest.liabilities;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The one order of a list, in which each key can stand once. */
public final class Ascending {
  private Ascending() {}

  public static <T, K> void require(
      String name, List<T> items, Function<T, K> key, Comparator<? super K> order) {
    for (int i = 1; i < items.size(); i++) {
      K before = key.apply(items.get(i - 1));
      K here = key.apply(items.get(i));
      if (order.compare(before, here) >= 0) {
        throw new IllegalArgumentException(
            name + ": " + here + " after " + before + ", want ascending, each once");
      }
    }
  }
}
