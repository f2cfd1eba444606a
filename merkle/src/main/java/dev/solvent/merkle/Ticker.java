package dev.solvent.merkle;

import java.util.regex.Pattern;

/** The name a liability is owed in, such as {@code BTC}: {@code [A-Z0-9][A-Z0-9.-]{0,31}}. */
public record Ticker(String text) implements Comparable<Ticker> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,31}");

  public Ticker {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(problem(text));
    }
  }

  public static Ticker parse(String text) throws MalformedException {
    if (!FORM.matcher(text).matches()) {
      throw new MalformedException(problem(text));
    }
    return new Ticker(text);
  }

  private static String problem(String text) {
    return "asset " + Quoted.of(text) + ", want [A-Z0-9][A-Z0-9.-]{0,31}";
  }

  @Override
  public int compareTo(Ticker other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
