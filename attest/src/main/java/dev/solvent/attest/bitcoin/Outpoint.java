package dev.solvent.attest.bitcoin;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Comparator;
import java.util.regex.Pattern;

/** One output of one transaction: {@code <id as displayed>:<number>}. */
public record Outpoint(Hash transaction, long index) implements Comparable<Outpoint> {
  private static final long MAX_INDEX = 0xFFFFFFFFL;
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,9}");
  private static final Comparator<Outpoint> ORDER =
      Comparator.comparing((Outpoint outpoint) -> outpoint.transaction.toString())
          .thenComparingLong(Outpoint::index);

  public Outpoint {
    if (index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException("output " + index + ", want 0 to " + MAX_INDEX);
    }
  }

  public static Outpoint parse(String text) throws MalformedException {
    int colon = text.indexOf(':');
    String index = text.substring(colon + 1);
    if (colon < 0 || !INDEX.matcher(index).matches() || Long.parseLong(index) > MAX_INDEX) {
      throw new MalformedException("outpoint " + Quoted.of(text) + ", want id:number");
    }
    return new Outpoint(Hash.parse(text.substring(0, colon)), Long.parseLong(index));
  }

  @Override
  public int compareTo(Outpoint other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return transaction + ":" + index;
  }
}
